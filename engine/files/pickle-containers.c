/* pickle-containers.c — the pickle opcodes for lists, dicts, the stack and the memo
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pickle-opcodes.h"

#include <string.h>

#include "engine/files/pickle-calls.h"

/* --- Lists and dicts ----------------------------------------------------- */

static gboolean
run_mark (HeedPickleMachine *machine,
          guint8             opcode)
{
  g_array_append_val (machine->marks, machine->stack->len);

  return TRUE;
}

static gboolean
run_empty_list (HeedPickleMachine *machine,
                guint8             opcode)
{
  return heed_pickle_push_new (machine, HEED_PICKLE_LIST) != NULL;
}

static gboolean
run_empty_dict (HeedPickleMachine *machine,
                guint8             opcode)
{
  return heed_pickle_push_new (machine, HEED_PICKLE_DICT) != NULL;
}

/* Collects the values above the floor in a new value of that kind. */
static gboolean
gather (HeedPickleMachine *machine,
        guint              floor,
        HeedPickleKind     kind)
{
  HeedPickleValue *value = heed_pickle_add_value (machine->pickle, kind, machine->error);

  if (value == NULL)
    return FALSE;

  heed_pickle_move_items (machine, floor, value->items);

  return heed_pickle_push (machine, value);
}

static gboolean
run_list (HeedPickleMachine *machine,
          guint8             opcode)
{
  guint floor;

  return heed_pickle_pop_mark (machine, &floor) && gather (machine, floor, HEED_PICKLE_LIST);
}

static gboolean
check_pairs (HeedPickleMachine *machine,
             guint              floor)
{
  if ((machine->stack->len - floor) % 2 != 0)
    return heed_pickle_fail (machine, "expected keys and values, found a key without one");

  return TRUE;
}

static gboolean
run_dict (HeedPickleMachine *machine,
          guint8             opcode)
{
  guint floor;

  return heed_pickle_pop_mark (machine, &floor) && check_pairs (machine, floor) &&
         gather (machine, floor, HEED_PICKLE_DICT);
}

/* Makes a tuple of one, two or three values, depending on the opcode. */
static gboolean
run_tuple (HeedPickleMachine *machine,
           guint8             opcode)
{
  guint n_items = (guint) opcode - HEED_PICKLE_OPCODE_TUPLE1 + 1;

  if (machine->stack->len - heed_pickle_get_floor (machine) < n_items)
    return heed_pickle_fail (machine, "expected %u values on the stack, found fewer", n_items);

  return gather (machine, machine->stack->len - n_items, HEED_PICKLE_LIST);
}

/* Returns the list or dict to add to: the value itself, or the contents of an object whose class
 * is derived from list or dict. */
static HeedPickleValue *
get_container (HeedPickleMachine *machine,
               HeedPickleValue   *value,
               HeedPickleKind     kind)
{
  if (value->kind == HEED_PICKLE_OBJECT)
    {
      if (value->contents == NULL)
        value->contents = heed_pickle_add_value (machine->pickle, kind, machine->error);

      value = value->contents;
    }

  if (value == NULL || value->kind == kind)
    return value;

  heed_pickle_fail (machine, "expected a %s to add to, found something else",
                    kind == HEED_PICKLE_DICT ? "dict" : "list");

  return NULL;
}

/* Moves the values above floor to the list or dict below it. */
static gboolean
extend (HeedPickleMachine *machine,
        guint              floor,
        HeedPickleKind     kind)
{
  HeedPickleValue *container;

  if (floor <= heed_pickle_get_floor (machine))
    return heed_pickle_fail (machine, "expected a value on the stack, found none");

  container = get_container (machine, g_ptr_array_index (machine->stack, floor - 1), kind);

  if (container == NULL || (kind == HEED_PICKLE_DICT && !check_pairs (machine, floor)))
    return FALSE;

  heed_pickle_move_items (machine, floor, container->items);

  return TRUE;
}

/* Moves the topmost n_items values to the list or dict below them. */
static gboolean
extend_by (HeedPickleMachine *machine,
           guint              n_items,
           HeedPickleKind     kind)
{
  if (machine->stack->len - heed_pickle_get_floor (machine) <= n_items)
    return heed_pickle_fail (machine, "expected values on the stack, found too few");

  return extend (machine, machine->stack->len - n_items, kind);
}

static gboolean
run_append (HeedPickleMachine *machine,
            guint8             opcode)
{
  return extend_by (machine, 1, HEED_PICKLE_LIST);
}

static gboolean
run_append_many (HeedPickleMachine *machine,
                 guint8             opcode)
{
  guint floor;

  return heed_pickle_pop_mark (machine, &floor) && extend (machine, floor, HEED_PICKLE_LIST);
}

static gboolean
run_set (HeedPickleMachine *machine,
         guint8             opcode)
{
  return extend_by (machine, 2, HEED_PICKLE_DICT);
}

static gboolean
run_set_many (HeedPickleMachine *machine,
              guint8             opcode)
{
  guint floor;

  return heed_pickle_pop_mark (machine, &floor) && extend (machine, floor, HEED_PICKLE_DICT);
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

/* Reads a memo index in the format of PUT and GET. */
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
    case HEED_PICKLE_OPCODE_GET:
    case HEED_PICKLE_OPCODE_PUT:
      return take_decimal (machine, number);

    case HEED_PICKLE_OPCODE_BINGET:
    case HEED_PICKLE_OPCODE_BINPUT:
      return heed_pickle_take_number (machine, 1, number);

    case HEED_PICKLE_OPCODE_MEMOIZE:
      *number = g_hash_table_size (machine->memo);
      return TRUE;

    default:  /* LONG_BINGET, LONG_BINPUT */
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

static const HeedPickleOperation operations[256] = {
  [HEED_PICKLE_OPCODE_MARK] =        run_mark,
  [HEED_PICKLE_OPCODE_EMPTY_LIST] =  run_empty_list,
  [HEED_PICKLE_OPCODE_EMPTY_TUPLE] = run_empty_list,
  [HEED_PICKLE_OPCODE_EMPTY_SET] =   run_empty_list,
  [HEED_PICKLE_OPCODE_EMPTY_DICT] =  run_empty_dict,
  [HEED_PICKLE_OPCODE_LIST] =        run_list,
  [HEED_PICKLE_OPCODE_TUPLE] =       run_list,
  [HEED_PICKLE_OPCODE_FROZENSET] =   run_list,
  [HEED_PICKLE_OPCODE_DICT] =        run_dict,
  [HEED_PICKLE_OPCODE_TUPLE1] =      run_tuple,
  [HEED_PICKLE_OPCODE_TUPLE2] =      run_tuple,
  [HEED_PICKLE_OPCODE_TUPLE3] =      run_tuple,
  [HEED_PICKLE_OPCODE_APPEND] =      run_append,
  [HEED_PICKLE_OPCODE_APPENDS] =     run_append_many,
  [HEED_PICKLE_OPCODE_ADDITEMS] =    run_append_many,
  [HEED_PICKLE_OPCODE_SETITEM] =     run_set,
  [HEED_PICKLE_OPCODE_SETITEMS] =    run_set_many,

  [HEED_PICKLE_OPCODE_POP] =         run_pop,
  [HEED_PICKLE_OPCODE_POP_MARK] =    run_pop_mark,
  [HEED_PICKLE_OPCODE_DUP] =         run_dup,
  [HEED_PICKLE_OPCODE_PUT] =         run_put,
  [HEED_PICKLE_OPCODE_BINPUT] =      run_put,
  [HEED_PICKLE_OPCODE_LONG_BINPUT] = run_put,
  [HEED_PICKLE_OPCODE_MEMOIZE] =     run_put,
  [HEED_PICKLE_OPCODE_GET] =         run_get,
  [HEED_PICKLE_OPCODE_BINGET] =      run_get,
  [HEED_PICKLE_OPCODE_LONG_BINGET] = run_get,
};

HeedPickleOperation
heed_pickle_find_container (guint8 opcode)
{
  return operations[opcode];
}
