# Teaches an amalgamation to count, for each statement, the rows it reads and writes, exactly where D1's SQLite does
# (github.com/cloudflare/workerd, patches/sqlite/0001-row-counts-plain.patch): D1 bills these. sqlite3_stmt_status()
# gives them, by the numbers D1's has for them: 1025 is rows read, 1026 rows written.

set(_read "p->aRowCount[1]++")
set(_written "p->aRowCount[2]++")

# The text to find, which must be there exactly once, and what takes its place.
set(_hunks 0)
macro(_hunk before after)
  math(EXPR _hunks "${_hunks} + 1")
  set(_before_${_hunks} "${before}")
  set(_after_${_hunks} "${after}")
endmacro()

_hunk("  u32 aCounter[9]; " "  u32 aRowCount[3];       /* Rows read and written, from [1] */\n  u32 aCounter[9]; ")
_hunk("  }else{\n    v = pVdbe->aCounter[op];"
      "  }else if( op>=1024 ){\n    v = pVdbe->aRowCount[op-1024];\n    if( resetFlag ) pVdbe->aRowCount[op-1024] = 0;\n  }else{\n    v = pVdbe->aCounter[op];")
# OP_Count
_hunk("    rc = sqlite3BtreeCount(db, pCrsr, &nEntry);\n"
      "    rc = sqlite3BtreeCount(db, pCrsr, &nEntry);\n    p->aRowCount[1] += (u32)nEntry;\n")
# OP_SeekGE and its like
_hunk("#ifdef SQLITE_TEST\n  sqlite3_search_count++;\n#endif\n  if( oc>=OP_SeekGE ){"
      "  ${_read};\n  if( oc>=OP_SeekGE ){")
# OP_NotExists, OP_SeekRowid
_hunk("  pC->seekResult = res;\n  if( res!=0 ){\n    assert( rc==SQLITE_OK );\n    if( pOp->p2==0 ){"
      "  pC->seekResult = res;\n  ${_read};\n  if( res!=0 ){\n    assert( rc==SQLITE_OK );\n    if( pOp->p2==0 ){")
# OP_Insert
_hunk("  if( pOp->p5 & OPFLAG_NCHANGE ){\n    p->nChange++;\n    if( pOp->p5 & OPFLAG_LASTROWID )"
      "  if( !pC->isEphemeral ) ${_written};\n  if( pOp->p5 & OPFLAG_NCHANGE ){\n    p->nChange++;\n    if( pOp->p5 & OPFLAG_LASTROWID )")
# OP_Delete
_hunk("  if( opflags & OPFLAG_NCHANGE ){\n    p->nChange++;\n    if( db->xUpdateCallback"
      "  if( opflags & OPFLAG_NCHANGE ){\n    if( !pC->isEphemeral ) ${_written};\n    p->nChange++;\n    if( db->xUpdateCallback")
# OP_Last
_hunk("  rc = sqlite3BtreeLast(pCrsr, &res);\n  pC->nullRow = (u8)res;"
      "  rc = sqlite3BtreeLast(pCrsr, &res);\n  ${_read};\n  pC->nullRow = (u8)res;")
# OP_Rewind, OP_Sort
_hunk("  if( rc ) goto abort_due_to_error;\n  pC->nullRow = (u8)res;\n"
      "  if( rc ) goto abort_due_to_error;\n  ${_read};\n  pC->nullRow = (u8)res;\n")
# OP_Next, OP_Prev, OP_SorterNext
_hunk("    p->aCounter[pOp->p5]++;\n" "    p->aCounter[pOp->p5]++;\n    ${_read};\n")
# OP_IdxInsert
_hunk("  if( pOp->p5 & OPFLAG_NCHANGE ) p->nChange++;\n  assert( pC->eCurType==CURTYPE_BTREE );\n  assert( pC->isTable==0 );\n  rc = ExpandBlob(pIn2);"
      "  if( pOp->p5 & OPFLAG_NCHANGE ) p->nChange++;\n  if( !pC->isEphemeral ) ${_written};\n  assert( pC->eCurType==CURTYPE_BTREE );\n  assert( pC->isTable==0 );\n  rc = ExpandBlob(pIn2);")
# OP_Clear
_hunk("    p->nChange += nChange;\n    if( pOp->p3>0 ){" "    p->nChange += nChange;\n    p->aRowCount[2] += (u32)nChange;\n    if( pOp->p3>0 ){")
# OP_VNext
_hunk("  rc = pModule->xNext(pCur->uc.pVCur);\n  sqlite3VtabImportErrmsg(p, pVtab);\n  if( rc ) goto abort_due_to_error;\n"
      "  rc = pModule->xNext(pCur->uc.pVCur);\n  sqlite3VtabImportErrmsg(p, pVtab);\n  if( rc ) goto abort_due_to_error;\n  ${_read};\n")
# OP_VUpdate
_hunk("        p->errorAction = ((pOp->p5==OE_Replace) ? OE_Abort : pOp->p5);\n      }\n    }else{\n"
      "        p->errorAction = ((pOp->p5==OE_Replace) ? OE_Abort : pOp->p5);\n      }\n    }else{\n      ${_written};\n")

# Writes a copy of `source` that counts rows to `output`; `counts` tells whether `source` is an amalgamation as this
# file knows it.
function(d1mcp_count_rows source output counts)
  set(${counts} TRUE PARENT_SCOPE)
  if(EXISTS "${output}" AND NOT "${source}" IS_NEWER_THAN "${output}"
     AND NOT "${CMAKE_CURRENT_FUNCTION_LIST_FILE}" IS_NEWER_THAN "${output}")
    return()
  endif()
  file(READ "${source}" text)
  foreach(hunk RANGE 1 ${_hunks})
    string(FIND "${text}" "${_before_${hunk}}" first)
    string(FIND "${text}" "${_before_${hunk}}" last REVERSE)
    if(first EQUAL -1 OR NOT first EQUAL last)
      set(${counts} FALSE PARENT_SCOPE)
      return()
    endif()
    string(REPLACE "${_before_${hunk}}" "${_after_${hunk}}" text "${text}")
  endforeach()
  file(WRITE "${output}" "${text}")
endfunction()
