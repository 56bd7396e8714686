/* pickle-plain.c — the pickle opcodes that push a number or a text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pickle-opcodes.h"

#include <string.h>

#include "engine/files/pickle-calls.h"

/* An INT, or a BOOL. */
static gboolean
push_whole (HeedPickleMachine *machine,
            HeedPickleKind     kind,
            gint64             number)
{
  HeedPickleValue *value = heed_pickle_push_new (machine, kind);

  if (value != NULL)
    value->integer = number;

  return value != NULL;
}

static gboolean
run_none (HeedPickleMachine *machine,
          guint8             opcode)
{
  return heed_pickle_push_new (machine, HEED_PICKLE_NONE) != NULL;
}

static gboolean
run_bool (HeedPickleMachine *machine,
          guint8             opcode)
{
  return push_whole (machine, HEED_PICKLE_BOOL, opcode == HEED_PICKLE_OPCODE_NEWTRUE);
}

/* Returns the size of an integer in bytes. */
static guint
get_int_bytes (guint8 opcode)
{
  if (opcode == HEED_PICKLE_OPCODE_BININT1)
    return 1;

  return opcode == HEED_PICKLE_OPCODE_BININT2 ? 2 : 4;
}

/* Only the integer of four bytes is signed. */
static gboolean
run_int (HeedPickleMachine *machine,
         guint8             opcode)
{
  guint64 number;

  if (!heed_pickle_take_number (machine, get_int_bytes (opcode), &number))
    return FALSE;

  return push_whole (machine, HEED_PICKLE_INT,
                     opcode == HEED_PICKLE_OPCODE_BININT ? (gint32) number : (gint64) number);
}

/* A decimal number as a line of text. INT: "00" and "01" are booleans. LONG: ends in L. */
static gboolean
run_decimal (HeedPickleMachine *machine,
             guint8             opcode)
{
  const guint8 *line;
  gsize n_bytes;
  g_autofree char *text = NULL;
  gint64 number;

  if (!heed_pickle_take_line (machine, &line, &n_bytes))
    return FALSE;

  if (n_bytes > 24)
    return heed_pickle_push_new (machine, HEED_PICKLE_OTHER) != NULL;

  text = g_strndup ((const char *) line, n_bytes);

  if (opcode == HEED_PICKLE_OPCODE_INT && (strcmp (text, "00") == 0 || strcmp (text, "01") == 0))
    return push_whole (machine, HEED_PICKLE_BOOL, text[1] == '1');

  if (opcode == HEED_PICKLE_OPCODE_LONG && g_str_has_suffix (text, "L"))
    text[strlen (text) - 1] = '\0';

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return heed_pickle_fail (machine, "expected an integer, found something else");

  return push_whole (machine, HEED_PICKLE_INT, number);
}

/* A two's complement number, little-endian, of any number of bytes. */
static gboolean
run_long (HeedPickleMachine *machine,
          guint8             opcode)
{
  guint n_length_bytes = opcode == HEED_PICKLE_OPCODE_LONG1 ? 1 : 4;
  const guint8 *bytes;
  guint64 n_bytes;
  guint64 number = 0;

  if (!heed_pickle_take_number (machine, n_length_bytes, &n_bytes) ||
      !heed_pickle_take_bytes (machine, n_bytes, &bytes))
    return FALSE;

  if (n_bytes > 8)
    return heed_pickle_push_new (machine, HEED_PICKLE_OTHER) != NULL;

  for (guint i = 0; i < 8; i++)
    {
      guint8 sign = n_bytes > 0 && bytes[n_bytes - 1] & 0x80 ? 0xff : 0;

      number |= (guint64) (i < n_bytes ? bytes[i] : sign) << (8 * i);
    }

  return push_whole (machine, HEED_PICKLE_INT, (gint64) number);
}

static gboolean
push_float (HeedPickleMachine *machine,
            double             number)
{
  HeedPickleValue *value = heed_pickle_push_new (machine, HEED_PICKLE_FLOAT);

  if (value != NULL)
    value->number = number;

  return value != NULL;
}

static gboolean
run_float_line (HeedPickleMachine *machine,
                guint8             opcode)
{
  g_autofree char *text = heed_pickle_dup_line (machine, 64);

  return text != NULL && push_float (machine, g_ascii_strtod (text, NULL));
}

/* Eight bytes, big-endian. */
static gboolean
run_float (HeedPickleMachine *machine,
           guint8             opcode)
{
  const guint8 *bytes;
  guint64 bits = 0;
  double number;

  if (!heed_pickle_take_bytes (machine, 8, &bytes))
    return FALSE;

  for (guint i = 0; i < 8; i++)
    bits = bits << 8 | bytes[i];

  memcpy (&number, &bits, sizeof number);

  return push_float (machine, number);
}

/* Returns the size of the length field of a text. */
static guint
get_length_bytes (guint8 opcode)
{
  switch (opcode)
    {
    case HEED_PICKLE_OPCODE_SHORT_BINSTRING:
    case HEED_PICKLE_OPCODE_SHORT_BINBYTES:
    case HEED_PICKLE_OPCODE_SHORT_BINUNICODE:
      return 1;

    case HEED_PICKLE_OPCODE_BINUNICODE8:
    case HEED_PICKLE_OPCODE_BINBYTES8:
    case HEED_PICKLE_OPCODE_BYTEARRAY8:
      return 8;

    default:  /* BINSTRING, BINBYTES, BINUNICODE */
      return 4;
    }
}

/* Takes a length and then the bytes. */
static gboolean
take_counted (HeedPickleMachine  *machine,
              guint8              opcode,
              const guint8      **bytes,
              guint64            *n_bytes)
{
  return heed_pickle_take_number (machine, get_length_bytes (opcode), n_bytes) &&
         heed_pickle_take_bytes (machine, *n_bytes, bytes);
}

static gboolean
run_text (HeedPickleMachine *machine,
          guint8             opcode)
{
  const guint8 *text;
  guint64 n_bytes;

  return take_counted (machine, opcode, &text, &n_bytes) &&
         heed_pickle_push (machine,
                           heed_pickle_add_text (machine->pickle, text, n_bytes, machine->error));
}

static gboolean
run_bytes (HeedPickleMachine *machine,
           guint8             opcode)
{
  const guint8 *bytes;
  guint64 n_bytes;

  return take_counted (machine, opcode, &bytes, &n_bytes) &&
         heed_pickle_push (machine,
                           heed_pickle_add_bytes (machine->pickle, bytes, n_bytes, machine->error));
}

/* A Python text with escapes is stored as OTHER; no program that writes weights has used it
 * since 2005. */
static gboolean
push_line (HeedPickleMachine *machine,
           const guint8      *line,
           gsize              n_bytes)
{
  if (memchr (line, '\\', n_bytes) != NULL)
    return heed_pickle_push_new (machine, HEED_PICKLE_OTHER) != NULL;

  return heed_pickle_push (machine,
                           heed_pickle_add_text (machine->pickle, line, n_bytes, machine->error));
}

static gboolean
run_text_line (HeedPickleMachine *machine,
               guint8             opcode)
{
  const guint8 *line;
  gsize n_bytes;

  return heed_pickle_take_line (machine, &line, &n_bytes) && push_line (machine, line, n_bytes);
}

static gboolean
run_quoted_line (HeedPickleMachine *machine,
                 guint8             opcode)
{
  const guint8 *line;
  gsize n_bytes;

  if (!heed_pickle_take_line (machine, &line, &n_bytes))
    return FALSE;

  if (n_bytes < 2 || line[0] != line[n_bytes - 1])
    return heed_pickle_fail (machine, "expected a quoted text, found something else");

  return push_line (machine, line + 1, n_bytes - 2);
}

static const HeedPickleOperation operations[256] = {
  [HEED_PICKLE_OPCODE_NONE] =             run_none,
  [HEED_PICKLE_OPCODE_NEWTRUE] =          run_bool,
  [HEED_PICKLE_OPCODE_NEWFALSE] =         run_bool,
  [HEED_PICKLE_OPCODE_BININT] =           run_int,
  [HEED_PICKLE_OPCODE_BININT1] =          run_int,
  [HEED_PICKLE_OPCODE_BININT2] =          run_int,
  [HEED_PICKLE_OPCODE_INT] =              run_decimal,
  [HEED_PICKLE_OPCODE_LONG] =             run_decimal,
  [HEED_PICKLE_OPCODE_LONG1] =            run_long,
  [HEED_PICKLE_OPCODE_LONG4] =            run_long,
  [HEED_PICKLE_OPCODE_FLOAT] =            run_float_line,
  [HEED_PICKLE_OPCODE_BINFLOAT] =         run_float,
  [HEED_PICKLE_OPCODE_BINSTRING] =        run_text,
  [HEED_PICKLE_OPCODE_SHORT_BINSTRING] =  run_text,
  [HEED_PICKLE_OPCODE_BINUNICODE] =       run_text,
  [HEED_PICKLE_OPCODE_SHORT_BINUNICODE] = run_text,
  [HEED_PICKLE_OPCODE_BINUNICODE8] =      run_text,
  [HEED_PICKLE_OPCODE_STRING] =           run_quoted_line,
  [HEED_PICKLE_OPCODE_UNICODE] =          run_text_line,
  [HEED_PICKLE_OPCODE_BINBYTES] =         run_bytes,
  [HEED_PICKLE_OPCODE_SHORT_BINBYTES] =   run_bytes,
  [HEED_PICKLE_OPCODE_BINBYTES8] =        run_bytes,
  [HEED_PICKLE_OPCODE_BYTEARRAY8] =       run_bytes,
};

HeedPickleOperation
heed_pickle_find_plain (guint8 opcode)
{
  return operations[opcode];
}
