/* pickle-opcodes.c — the pickle opcodes for names, calls and the pickle itself
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: Lib/pickletools.py of Python 3.11.
 */

#include "engine/files/pickle-opcodes.h"

#include <string.h>

#include "engine/files/pickle-calls.h"

#define MAX_PROTOCOL   5
#define MAX_NAME_BYTES 1000

/* --- Names and calls ----------------------------------------------------- */

/* Any name may be pushed: it has no effect until it is called. */
static gboolean
push_name (HeedPickleMachine *machine,
           const char        *module,
           const char        *name)
{
  return heed_pickle_push (machine,
                           heed_pickle_add_name (machine->pickle, module, name, machine->error));
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
         heed_pickle_push (machine,
                           heed_pickle_call (machine->pickle, callable, arguments, machine->error));
}

static gboolean
run_new (HeedPickleMachine *machine,
         guint8             opcode)
{
  HeedPickleValue *arguments = heed_pickle_pop (machine);
  HeedPickleValue *class = arguments != NULL ? heed_pickle_pop (machine) : NULL;

  return class != NULL && heed_pickle_push (machine, heed_pickle_make (machine->pickle, class,
                                                                       arguments, machine->error));
}

/* The same with keyword arguments, which become the state of an object. */
static gboolean
run_new_named (HeedPickleMachine *machine,
               guint8             opcode)
{
  HeedPickleValue *named = heed_pickle_pop (machine);
  HeedPickleValue *made;

  if (named == NULL)
    return FALSE;

  if (named->kind != HEED_PICKLE_DICT)
    return heed_pickle_fail (machine, "expected arguments with names, found something else");

  if (!run_new (machine, opcode))
    return FALSE;

  made = heed_pickle_peek (machine);
  if (made->kind == HEED_PICKLE_OBJECT && named->items->len > 0)
    made->state = named;

  return TRUE;
}

/* Calls the lowest value above the mark with the others as arguments, or, if is_last, the
 * topmost one, whose name follows the opcode. */
static gboolean
call_marked (HeedPickleMachine *machine,
             gboolean           is_last)
{
  HeedPickleValue *arguments, *callable;
  guint floor;

  if (!heed_pickle_pop_mark (machine, &floor))
    return FALSE;

  if (machine->stack->len <= floor)
    return heed_pickle_fail (machine, "expected something to call, found nothing");

  arguments = heed_pickle_add_value (machine->pickle, HEED_PICKLE_LIST, machine->error);
  if (arguments == NULL)
    return FALSE;

  heed_pickle_move_items (machine, floor, arguments->items);
  callable = g_ptr_array_steal_index (arguments->items, is_last ? arguments->items->len - 1 : 0);

  return heed_pickle_push (machine,
                           heed_pickle_call (machine->pickle, callable, arguments, machine->error));
}

static gboolean
run_call_marked (HeedPickleMachine *machine,
                 guint8             opcode)
{
  return call_marked (machine, FALSE);
}

static gboolean
run_call_named_class (HeedPickleMachine *machine,
                      guint8             opcode)
{
  return run_global (machine, opcode) && call_marked (machine, TRUE);
}

/* Sets the state of an object. Additional state of dicts and tensors is dropped. */
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

  return id != NULL &&
         heed_pickle_push (machine, heed_pickle_load (machine->pickle, id, machine->error));
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
    return heed_pickle_fail (machine, "expected protocol %d at most, found %u", MAX_PROTOCOL,
                             (guint) protocol);

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
  [HEED_PICKLE_OPCODE_GLOBAL] =       run_global,
  [HEED_PICKLE_OPCODE_STACK_GLOBAL] = run_stack_global,
  [HEED_PICKLE_OPCODE_REDUCE] =       run_call,
  [HEED_PICKLE_OPCODE_NEWOBJ] =       run_new,
  [HEED_PICKLE_OPCODE_NEWOBJ_EX] =    run_new_named,
  [HEED_PICKLE_OPCODE_INST] =         run_call_named_class,
  [HEED_PICKLE_OPCODE_OBJ] =          run_call_marked,
  [HEED_PICKLE_OPCODE_BUILD] =        run_build,
  [HEED_PICKLE_OPCODE_BINPERSID] =    run_persistent_id,

  [HEED_PICKLE_OPCODE_PROTO] =        run_protocol,
  [HEED_PICKLE_OPCODE_FRAME] =        run_frame,
  [HEED_PICKLE_OPCODE_STOP] =         run_stop,
};

/**
 * heed_pickle_find_operation:
 *
 * Returns: (nullable): the operation of the opcode; %NULL if it is invalid, or not
 *   supported since it could do harm
 */
HeedPickleOperation
heed_pickle_find_operation (guint8 opcode)
{
  HeedPickleOperation operation = operations[opcode];

  if (operation == NULL)
    operation = heed_pickle_find_plain (opcode);

  return operation != NULL ? operation : heed_pickle_find_container (opcode);
}
