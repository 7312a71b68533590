SELECT 'größe 😀';
  SELECT 名前;