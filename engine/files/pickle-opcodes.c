/* pickle-opcodes.c — what each opcode of a pickle does
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Lib/pickletools.py of Python 3.11.
 */

#include "engine/files/pickle-machine.h"

#include <string.h>

#include "engine/files/pickle-calls.h"
#include "engine/files/pickle-names.h"
#include "engine/heed.h"

#define MAX_PROTOCOL   5
#define MAX_NAME_BYTES 1000

static gboolean
push_int (HeedPickleMachine *machine,
          gint64             number)
{
  HeedPickleValue *value = heed_pickle_push_new (machine, HEED_PICKLE_INT);

  if (value != NULL)
    value->integer = number;

  return value != NULL;
}

static gboolean
push_bool (HeedPickleMachine *machine,
           gboolean           truth)
{
  HeedPickleValue *value = heed_pickle_push_new (machine, HEED_PICKLE_BOOL);

  if (value != NULL)
    value->integer = truth;

  return value != NULL;
}

/* --- Plain values -------------------------------------------------------- */

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
  return push_bool (machine, opcode == 0x88);
}

static gboolean
run_int (HeedPickleMachine *machine,
         guint8             opcode)
{
  guint64 number;

  if (!heed_pickle_take_number (machine, opcode == 'K' ? 1 : opcode == 'M' ? 2 : 4, &number))
    return FALSE;

  return push_int (machine, opcode == 'J' ? (gint32) number : (gint64) number);
}

/* "I": "00" and "01" are truth values. "L": ends in one L. */
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

  if (opcode == 'I' && (strcmp (text, "00") == 0 || strcmp (text, "01") == 0))
    return push_bool (machine, text[1] == '1');

  if (opcode == 'L' && g_str_has_suffix (text, "L"))
    text[strlen (text) - 1] = '\0';

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return heed_pickle_fail (machine, "expected an integer, found something else");

  return push_int (machine, number);
}

/* Two's complement, little-endian, as many bytes as it takes. */
static gboolean
run_long (HeedPickleMachine *machine,
          guint8             opcode)
{
  const guint8 *bytes;
  guint64 n_bytes;
  guint64 number = 0;

  if (!heed_pickle_take_number (machine, opcode == 0x8a ? 1 : 4, &n_bytes) || !heed_pickle_take_bytes (machine, n_bytes, &bytes))
    return FALSE;

  if (n_bytes > 8)
    return heed_pickle_push_new (machine, HEED_PICKLE_OTHER) != NULL;

  for (guint i = 0; i < 8; i++)
    {
      guint8 sign = n_bytes > 0 && bytes[n_bytes - 1] & 0x80 ? 0xff : 0;

      number |= (guint64) (i < n_bytes ? bytes[i] : sign) << (8 * i);
    }

  return push_int (machine, (gint64) number);
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
run_float (HeedPickleMachine *machine,
           guint8             opcode)
{
  g_autofree char *text = NULL;
  const guint8 *bytes;
  guint64 bits = 0;
  double number;

  if (opcode == 'F')
    {
      text = heed_pickle_dup_line (machine, 64);

      return text != NULL && push_float (machine, g_ascii_strtod (text, NULL));
    }

  if (!heed_pickle_take_bytes (machine, 8, &bytes))
    return FALSE;

  for (guint i = 0; i < 8; i++)
    bits = bits << 8 | bytes[i];

  memcpy (&number, &bits, sizeof number);

  return push_float (machine, number);
}

/* How many bytes say how long the text is. */
static guint
get_length_bytes (guint8 opcode)
{
  switch (opcode)
    {
    case 'U':   /* SHORT_BINSTRING */
    case 'C':   /* SHORT_BINBYTES */
    case 0x8c:  /* SHORT_BINUNICODE */
      return 1;

    case 0x8d:  /* BINUNICODE8 */
    case 0x8e:  /* BINBYTES8 */
    case 0x96:  /* BYTEARRAY8 */
      return 8;

    default:    /* BINSTRING, BINBYTES, BINUNICODE */
      return 4;
    }
}

static gboolean
run_text (HeedPickleMachine *machine,
          guint8             opcode)
{
  const guint8 *text;
  guint64 n_bytes;

  return heed_pickle_take_number (machine, get_length_bytes (opcode), &n_bytes) &&
         heed_pickle_take_bytes (machine, n_bytes, &text) &&
         heed_pickle_push (machine, heed_pickle_add_text (machine->pickle, text, n_bytes, machine->error));
}

static gboolean
run_bytes (HeedPickleMachine *machine,
           guint8             opcode)
{
  const guint8 *bytes;
  guint64 n_bytes;

  return heed_pickle_take_number (machine, get_length_bytes (opcode), &n_bytes) &&
         heed_pickle_take_bytes (machine, n_bytes, &bytes) &&
         heed_pickle_push (machine, heed_pickle_add_bytes (machine->pickle, bytes, n_bytes, machine->error));
}

/* A line of Python: quoted for "S", bare for "V". One with escapes is kept as
 * OTHER; nothing that writes weights has written such since 2005. */
static gboolean
run_text_line (HeedPickleMachine *machine,
               guint8             opcode)
{
  const guint8 *line;
  gsize n_bytes;

  if (!heed_pickle_take_line (machine, &line, &n_bytes))
    return FALSE;

  if (memchr (line, '\\', n_bytes) != NULL)
    return heed_pickle_push_new (machine, HEED_PICKLE_OTHER) != NULL;

  if (opcode == 'S')
    {
      if (n_bytes < 2 || line[0] != line[n_bytes - 1])
        return heed_pickle_fail (machine, "expected a quoted text, found something else");

      line++;
      n_bytes -= 2;
    }

  return heed_pickle_push (machine, heed_pickle_add_text (machine->pickle, line, n_bytes, machine->error));
}

/* --- Lists and dicts ----------------------------------------------------- */

static gboolean
run_mark (HeedPickleMachine *machine,
          guint8             opcode)
{
  g_array_append_val (machine->marks, machine->stack->len);

  return TRUE;
}

static gboolean
run_empty (HeedPickleMachine *machine,
           guint8             opcode)
{
  return heed_pickle_push_new (machine, opcode == '}' ? HEED_PICKLE_DICT : HEED_PICKLE_LIST) != NULL;
}

static gboolean
run_build_list (HeedPickleMachine *machine,
                guint8             opcode)
{
  HeedPickleKind kind = opcode == 'd' ? HEED_PICKLE_DICT : HEED_PICKLE_LIST;
  HeedPickleValue *value;
  guint floor;

  if (!heed_pickle_pop_mark (machine, &floor))
    return FALSE;

  if (kind == HEED_PICKLE_DICT && (machine->stack->len - floor) % 2 != 0)
    return heed_pickle_fail (machine, "expected keys and values, found a key without one");

  value = heed_pickle_add_value (machine->pickle, kind, machine->error);
  if (value == NULL)
    return FALSE;

  heed_pickle_move_items (machine, floor, value->items);

  return heed_pickle_push (machine, value);
}

static gboolean
run_tuple (HeedPickleMachine *machine,
           guint8             opcode)
{
  guint n_items = (guint) opcode - 0x84;
  HeedPickleValue *tuple;

  if (machine->stack->len - heed_pickle_get_floor (machine) < n_items)
    return heed_pickle_fail (machine, "expected %u values on the stack, found fewer", n_items);

  tuple = heed_pickle_add_value (machine->pickle, HEED_PICKLE_LIST, machine->error);
  if (tuple == NULL)
    return FALSE;

  heed_pickle_move_items (machine, machine->stack->len - n_items, tuple->items);

  return heed_pickle_push (machine, tuple);
}

/* What lies above floor goes to the list or dict below it. */
static gboolean
extend (HeedPickleMachine *machine,
        guint              floor,
        HeedPickleKind     kind)
{
  HeedPickleValue *below;

  if (floor <= heed_pickle_get_floor (machine))
    return heed_pickle_fail (machine, "expected a value on the stack, found none");

  below = g_ptr_array_index (machine->stack, floor - 1);

  if (below->kind != kind)
    return heed_pickle_fail (machine, "expected a %s to add to, found something else",
                 kind == HEED_PICKLE_DICT ? "dict" : "list");

  if (kind == HEED_PICKLE_DICT && (machine->stack->len - floor) % 2 != 0)
    return heed_pickle_fail (machine, "expected keys and values, found a key without one");

  heed_pickle_move_items (machine, floor, below->items);

  return TRUE;
}

static gboolean
run_add_one (HeedPickleMachine *machine,
             guint8             opcode)
{
  guint n_items = opcode == 's' ? 2 : 1;

  if (machine->stack->len - heed_pickle_get_floor (machine) <= n_items)
    return heed_pickle_fail (machine, "expected values on the stack, found too few");

  return extend (machine, machine->stack->len - n_items, opcode == 's' ? HEED_PICKLE_DICT : HEED_PICKLE_LIST);
}

static gboolean
run_add_many (HeedPickleMachine *machine,
              guint8             opcode)
{
  guint floor;

  return heed_pickle_pop_mark (machine, &floor) &&
         extend (machine, floor, opcode == 'u' ? HEED_PICKLE_DICT : HEED_PICKLE_LIST);
}

/* --- Stack and memo ------------------------------------------------------ */

static gboolean
run_pop (HeedPickleMachine *machine,
         guint8             opcode)
{
  guint floor;

  if (machine->marks->len > 0 && machine->stack->len == heed_pickle_get_floor (machine))
    return heed_pickle_pop_mark (machine, &floor);

  return heed_pickle_pop (machine) != NULL;
}

static gboolean
run_pop_mark (HeedPickleMachine *machine,
              guint8             opcode)
{
  guint floor;

  if (!heed_pickle_pop_mark (machine, &floor))
    return FALSE;

  g_ptr_array_set_size (machine->stack, (int) floor);

  return TRUE;
}

static gboolean
run_dup (HeedPickleMachine *machine,
         guint8             opcode)
{
  return heed_pickle_push (machine, heed_pickle_peek (machine));
}

/* The number of a memo, as "p" and "g" write it. */
static gboolean
take_decimal (HeedPickleMachine *machine,
              guint64           *number)
{
  g_autofree char *text = heed_pickle_dup_line (machine, 20);

  if (text == NULL)
    return FALSE;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, number, NULL))
    {
      heed_pickle_fail (machine, "expected a number, found something else");
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_memo_number (HeedPickleMachine *machine,
                  guint8             opcode,
                  guint64           *number)
{
  switch (opcode)
    {
    case 'g':
    case 'p':
      return take_decimal (machine, number);

    case 'h':
    case 'q':
      return heed_pickle_take_number (machine, 1, number);

    case 0x94:
      *number = g_hash_table_size (machine->memo);
      return TRUE;

    default:
      return heed_pickle_take_number (machine, 4, number);
    }
}

static gboolean
run_put (HeedPickleMachine *machine,
         guint8             opcode)
{
  HeedPickleValue *value = heed_pickle_peek (machine);
  guint64 number;

  if (value == NULL || !take_memo_number (machine, opcode, &number))
    return FALSE;

  g_hash_table_insert (machine->memo, GUINT_TO_POINTER ((guint) number), value);

  return TRUE;
}

static gboolean
run_get (HeedPickleMachine *machine,
         guint8             opcode)
{
  HeedPickleValue *value;
  guint64 number;

  if (!take_memo_number (machine, opcode, &number))
    return FALSE;

  value = g_hash_table_lookup (machine->memo, GUINT_TO_POINTER ((guint) number));

  if (value == NULL)
    return heed_pickle_fail (machine, "expected memo %" G_GUINT64_FORMAT ", found none", number);

  return heed_pickle_push (machine, value);
}

/* --- Names and calls ----------------------------------------------------- */

static gboolean
push_name (HeedPickleMachine *machine,
           const char        *module,
           const char        *name)
{
  const HeedPickleName *known = heed_pickle_name_find (module, name);
  g_autofree char *text = g_strdup_printf ("%s.%s", module, name);
  HeedPickleValue *value;

  if (known == NULL)
    {
      g_set_error (machine->error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "pickle: expected only data, found %s; save the model's state_dict instead", text);
      return FALSE;
    }

  value = heed_pickle_push_new (machine, HEED_PICKLE_NAME);
  if (value == NULL)
    return FALSE;

  value->name = known;
  value->text = g_string_chunk_insert_const (machine->pickle->texts, text);

  return TRUE;
}

static gboolean
run_global (HeedPickleMachine *machine,
            guint8             opcode)
{
  g_autofree char *module = heed_pickle_dup_line (machine, MAX_NAME_BYTES);
  g_autofree char *name = module != NULL ? heed_pickle_dup_line (machine, MAX_NAME_BYTES) : NULL;

  return name != NULL && push_name (machine, module, name);
}

static gboolean
run_stack_global (HeedPickleMachine *machine,
                  guint8             opcode)
{
  HeedPickleValue *name = heed_pickle_pop (machine);
  HeedPickleValue *module = name != NULL ? heed_pickle_pop (machine) : NULL;

  if (module == NULL)
    return FALSE;

  if (name->kind != HEED_PICKLE_TEXT || module->kind != HEED_PICKLE_TEXT ||
      strlen (name->text) > MAX_NAME_BYTES || strlen (module->text) > MAX_NAME_BYTES)
    return heed_pickle_fail (machine, "expected a module and a name, found something else");

  return push_name (machine, module->text, name->text);
}

static gboolean
run_call (HeedPickleMachine *machine,
          guint8             opcode)
{
  HeedPickleValue *arguments = heed_pickle_pop (machine);
  HeedPickleValue *callable = arguments != NULL ? heed_pickle_pop (machine) : NULL;

  return callable != NULL &&
         heed_pickle_push (machine, heed_pickle_call (machine->pickle, callable, arguments, machine->error));
}

/* The same with arguments that have names; nothing that is allowed has such. */
static gboolean
run_call_named (HeedPickleMachine *machine,
                guint8             opcode)
{
  HeedPickleValue *named = heed_pickle_pop (machine);

  if (named == NULL)
    return FALSE;

  if (named->kind != HEED_PICKLE_DICT || named->items->len > 0)
    return heed_pickle_fail (machine, "expected no named arguments, found some");

  return run_call (machine, opcode);
}

/* Calls what stands lowest above the mark with the others. "i" names it behind
 * the opcode, "o" has it there. */
static gboolean
run_call_marked (HeedPickleMachine *machine,
                 guint8             opcode)
{
  HeedPickleValue *arguments;
  guint floor;

  if (opcode == 'i' && !run_global (machine, opcode))
    return FALSE;

  if (!heed_pickle_pop_mark (machine, &floor))
    return FALSE;

  if (machine->stack->len <= floor)
    return heed_pickle_fail (machine, "expected something to call, found nothing");

  arguments = heed_pickle_add_value (machine->pickle, HEED_PICKLE_LIST, machine->error);
  if (arguments == NULL)
    return FALSE;

  heed_pickle_move_items (machine, floor, arguments->items);

  return heed_pickle_push (machine, heed_pickle_call (machine->pickle,
                                          g_ptr_array_steal_index (arguments->items,
                                                                   opcode == 'i' ? arguments->items->len - 1 : 0),
                                          arguments, machine->error));
}

/* What an object was given becomes its state. Dicts and tensors that carry
 * something beside their contents lose that. */
static gboolean
run_build (HeedPickleMachine *machine,
           guint8             opcode)
{
  HeedPickleValue *state = heed_pickle_pop (machine);
  HeedPickleValue *object = state != NULL ? heed_pickle_peek (machine) : NULL;

  if (object == NULL)
    return FALSE;

  if (object->kind == HEED_PICKLE_OBJECT)
    object->state = state;

  return TRUE;
}

static gboolean
run_persistent_id (HeedPickleMachine *machine,
                   guint8             opcode)
{
  HeedPickleValue *id = heed_pickle_pop (machine);

  return id != NULL && heed_pickle_push (machine, heed_pickle_load_storage (machine->pickle, id, machine->error));
}

/* --- The pickle as a whole ----------------------------------------------- */

static gboolean
run_protocol (HeedPickleMachine *machine,
              guint8             opcode)
{
  guint64 protocol;

  if (!heed_pickle_take_number (machine, 1, &protocol))
    return FALSE;

  if (protocol > MAX_PROTOCOL)
    return heed_pickle_fail (machine, "expected protocol %d at most, found %u", MAX_PROTOCOL, (guint) protocol);

  return TRUE;
}

static gboolean
run_frame (HeedPickleMachine *machine,
           guint8             opcode)
{
  guint64 n_bytes;

  return heed_pickle_take_number (machine, 8, &n_bytes);
}

static gboolean
run_stop (HeedPickleMachine *machine,
          guint8             opcode)
{
  machine->pickle->root = heed_pickle_pop (machine);
  machine->is_done = machine->pickle->root != NULL;

  return machine->is_done;
}

static const HeedPickleOperation operations[256] = {
  ['N'] = run_none,
  [0x88] = run_bool, [0x89] = run_bool,
  ['J'] = run_int, ['K'] = run_int, ['M'] = run_int,
  ['I'] = run_decimal, ['L'] = run_decimal,
  [0x8a] = run_long, [0x8b] = run_long,
  ['F'] = run_float, ['G'] = run_float,
  ['T'] = run_text, ['U'] = run_text, ['X'] = run_text, [0x8c] = run_text, [0x8d] = run_text,
  ['S'] = run_text_line, ['V'] = run_text_line,
  ['B'] = run_bytes, ['C'] = run_bytes, [0x8e] = run_bytes, [0x96] = run_bytes,

  ['('] = run_mark,
  [']'] = run_empty, [')'] = run_empty, ['}'] = run_empty, [0x8f] = run_empty,
  ['l'] = run_build_list, ['t'] = run_build_list, ['d'] = run_build_list, [0x91] = run_build_list,
  [0x85] = run_tuple, [0x86] = run_tuple, [0x87] = run_tuple,
  ['a'] = run_add_one, ['s'] = run_add_one,
  ['e'] = run_add_many, ['u'] = run_add_many, [0x90] = run_add_many,

  ['0'] = run_pop, ['1'] = run_pop_mark, ['2'] = run_dup,
  ['p'] = run_put, ['q'] = run_put, ['r'] = run_put, [0x94] = run_put,
  ['g'] = run_get, ['h'] = run_get, ['j'] = run_get,

  ['c'] = run_global, [0x93] = run_stack_global,
  ['R'] = run_call, [0x81] = run_call, [0x92] = run_call_named,
  ['i'] = run_call_marked, ['o'] = run_call_marked,
  ['b'] = run_build,
  ['Q'] = run_persistent_id,

  [0x80] = run_protocol, [0x95] = run_frame, ['.'] = run_stop,
};

/**
 * heed_pickle_find_operation:
 *
 * Returns: (nullable): what the opcode does; %NULL if it is none, or one of
 *   which nothing good comes
 */
HeedPickleOperation
heed_pickle_find_operation (guint8 opcode)
{
  return operations[opcode];
}
