/* pickle-opcodes.h — the opcodes of pickles
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-machine.h"

G_BEGIN_DECLS

/* The opcodes needed for data, with their names in Python. Source: Lib/pickletools.py of Python
 * 3.11. */
typedef enum {
  HEED_PICKLE_OPCODE_MARK             = '(',
  HEED_PICKLE_OPCODE_EMPTY_TUPLE      = ')',
  HEED_PICKLE_OPCODE_STOP             = '.',
  HEED_PICKLE_OPCODE_POP              = '0',
  HEED_PICKLE_OPCODE_POP_MARK         = '1',
  HEED_PICKLE_OPCODE_DUP              = '2',
  HEED_PICKLE_OPCODE_BINBYTES         = 'B',
  HEED_PICKLE_OPCODE_SHORT_BINBYTES   = 'C',
  HEED_PICKLE_OPCODE_FLOAT            = 'F',
  HEED_PICKLE_OPCODE_BINFLOAT         = 'G',
  HEED_PICKLE_OPCODE_INT              = 'I',
  HEED_PICKLE_OPCODE_BININT           = 'J',
  HEED_PICKLE_OPCODE_BININT1          = 'K',
  HEED_PICKLE_OPCODE_LONG             = 'L',
  HEED_PICKLE_OPCODE_BININT2          = 'M',
  HEED_PICKLE_OPCODE_NONE             = 'N',
  HEED_PICKLE_OPCODE_BINPERSID        = 'Q',
  HEED_PICKLE_OPCODE_REDUCE           = 'R',
  HEED_PICKLE_OPCODE_STRING           = 'S',
  HEED_PICKLE_OPCODE_BINSTRING        = 'T',
  HEED_PICKLE_OPCODE_SHORT_BINSTRING  = 'U',
  HEED_PICKLE_OPCODE_UNICODE          = 'V',
  HEED_PICKLE_OPCODE_BINUNICODE       = 'X',
  HEED_PICKLE_OPCODE_EMPTY_LIST       = ']',
  HEED_PICKLE_OPCODE_APPEND           = 'a',
  HEED_PICKLE_OPCODE_BUILD            = 'b',
  HEED_PICKLE_OPCODE_GLOBAL           = 'c',
  HEED_PICKLE_OPCODE_DICT             = 'd',
  HEED_PICKLE_OPCODE_APPENDS          = 'e',
  HEED_PICKLE_OPCODE_GET              = 'g',
  HEED_PICKLE_OPCODE_BINGET           = 'h',
  HEED_PICKLE_OPCODE_INST             = 'i',
  HEED_PICKLE_OPCODE_LONG_BINGET      = 'j',
  HEED_PICKLE_OPCODE_LIST             = 'l',
  HEED_PICKLE_OPCODE_OBJ              = 'o',
  HEED_PICKLE_OPCODE_PUT              = 'p',
  HEED_PICKLE_OPCODE_BINPUT           = 'q',
  HEED_PICKLE_OPCODE_LONG_BINPUT      = 'r',
  HEED_PICKLE_OPCODE_SETITEM          = 's',
  HEED_PICKLE_OPCODE_TUPLE            = 't',
  HEED_PICKLE_OPCODE_SETITEMS         = 'u',
  HEED_PICKLE_OPCODE_EMPTY_DICT       = '}',
  HEED_PICKLE_OPCODE_PROTO            = 0x80,
  HEED_PICKLE_OPCODE_NEWOBJ           = 0x81,
  HEED_PICKLE_OPCODE_TUPLE1           = 0x85,
  HEED_PICKLE_OPCODE_TUPLE2           = 0x86,
  HEED_PICKLE_OPCODE_TUPLE3           = 0x87,
  HEED_PICKLE_OPCODE_NEWTRUE          = 0x88,
  HEED_PICKLE_OPCODE_NEWFALSE         = 0x89,
  HEED_PICKLE_OPCODE_LONG1            = 0x8a,
  HEED_PICKLE_OPCODE_LONG4            = 0x8b,
  HEED_PICKLE_OPCODE_SHORT_BINUNICODE = 0x8c,
  HEED_PICKLE_OPCODE_BINUNICODE8      = 0x8d,
  HEED_PICKLE_OPCODE_BINBYTES8        = 0x8e,
  HEED_PICKLE_OPCODE_EMPTY_SET        = 0x8f,
  HEED_PICKLE_OPCODE_ADDITEMS         = 0x90,
  HEED_PICKLE_OPCODE_FROZENSET        = 0x91,
  HEED_PICKLE_OPCODE_NEWOBJ_EX        = 0x92,
  HEED_PICKLE_OPCODE_STACK_GLOBAL     = 0x93,
  HEED_PICKLE_OPCODE_MEMOIZE          = 0x94,
  HEED_PICKLE_OPCODE_FRAME            = 0x95,
  HEED_PICKLE_OPCODE_BYTEARRAY8       = 0x96
} HeedPickleOpcode;

/* Returns the operation of an opcode; NULL if it is not one of those. */
HeedPickleOperation heed_pickle_find_operation (guint8 opcode);

/* The same for opcodes that push a number or a text, and for those that build lists and dicts or
 * work on the stack and the memo. */
HeedPickleOperation heed_pickle_find_plain     (guint8 opcode);
HeedPickleOperation heed_pickle_find_container (guint8 opcode);

G_END_DECLS
