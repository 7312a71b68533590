create temporary trigger a insert on t begin select '; end;'; /*;*/ end --;
;