/* pickle-machine.c — the machine that reads a pickle: its stack and memo
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pickle-machine.h"

#include <stdarg.h>
#include <string.h>

#include "engine/files/pickle-calls.h"
#include "engine/heed.h"

gboolean
heed_pickle_fail (HeedPickleMachine *machine,
                  const char        *format,
                  ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (machine->error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "pickle, byte %" G_GSIZE_FORMAT ": %s", (gsize) (machine->p - machine->begin), what);

  return FALSE;
}

gboolean
heed_pickle_take_bytes (HeedPickleMachine  *machine,
                        guint64             n_bytes,
                        const guint8      **bytes)
{
  if (n_bytes > (guint64) (machine->end - machine->p))
    {
      heed_pickle_fail (machine,
                        "expected %" G_GUINT64_FORMAT " more bytes, found %" G_GSIZE_FORMAT,
                        n_bytes, (gsize) (machine->end - machine->p));
      return FALSE;
    }

  *bytes = machine->p;
  machine->p += n_bytes;

  return TRUE;
}

/* Takes a little-endian number of 1 to 8 bytes. */
gboolean
heed_pickle_take_number (HeedPickleMachine *machine,
                         guint              n_bytes,
                         guint64           *number)
{
  const guint8 *bytes;

  if (!heed_pickle_take_bytes (machine, n_bytes, &bytes))
    return FALSE;

  *number = 0;
  for (guint i = 0; i < n_bytes; i++)
    *number |= (guint64) bytes[i] << (8 * i);

  return TRUE;
}

/* Takes a line, without its line end. */
gboolean
heed_pickle_take_line (HeedPickleMachine  *machine,
                       const guint8      **line,
                       gsize              *n_bytes)
{
  const guint8 *line_end = memchr (machine->p, '\n', (gsize) (machine->end - machine->p));

  if (line_end == NULL)
    {
      heed_pickle_fail (machine, "expected a line end, found none");
      return FALSE;
    }

  *line = machine->p;
  *n_bytes = (gsize) (line_end - machine->p);
  machine->p = line_end + 1;

  return TRUE;
}

/* Returns a copy of a line, or NULL. */
char *
heed_pickle_dup_line (HeedPickleMachine *machine,
                      gsize              max_bytes)
{
  const guint8 *line;
  gsize n_bytes;

  if (!heed_pickle_take_line (machine, &line, &n_bytes))
    return NULL;

  if (n_bytes > max_bytes || !g_utf8_validate_len ((const char *) line, n_bytes, NULL))
    {
      heed_pickle_fail (machine, "expected a short text, found something else");
      return NULL;
    }

  return g_strndup ((const char *) line, n_bytes);
}

gboolean
heed_pickle_push (HeedPickleMachine *machine,
                  HeedPickleValue   *value)
{
  if (value == NULL)
    return FALSE;

  g_ptr_array_add (machine->stack, value);

  return TRUE;
}

HeedPickleValue *
heed_pickle_push_new (HeedPickleMachine *machine,
                      HeedPickleKind     kind)
{
  HeedPickleValue *value = heed_pickle_add_value (machine->pickle, kind, machine->error);

  return heed_pickle_push (machine, value) ? value : NULL;
}

/* Values above the last mark can be popped. */
guint
heed_pickle_get_floor (HeedPickleMachine *machine)
{
  return machine->marks->len > 0 ? g_array_index (machine->marks, guint, machine->marks->len - 1)
                                 : 0;
}

HeedPickleValue *
heed_pickle_peek (HeedPickleMachine *machine)
{
  if (machine->stack->len <= heed_pickle_get_floor (machine))
    {
      heed_pickle_fail (machine, "expected a value on the stack, found none");
      return NULL;
    }

  return g_ptr_array_index (machine->stack, machine->stack->len - 1);
}

HeedPickleValue *
heed_pickle_pop (HeedPickleMachine *machine)
{
  HeedPickleValue *value = heed_pickle_peek (machine);

  if (value != NULL)
    g_ptr_array_set_size (machine->stack, (int) machine->stack->len - 1);

  return value;
}

gboolean
heed_pickle_pop_mark (HeedPickleMachine *machine,
                      guint             *floor)
{
  if (machine->marks->len == 0)
    {
      heed_pickle_fail (machine, "expected a mark, found none");
      return FALSE;
    }

  *floor = heed_pickle_get_floor (machine);
  g_array_set_size (machine->marks, machine->marks->len - 1);

  return TRUE;
}

/* Moves the values above floor to the end of items. */
void
heed_pickle_move_items (HeedPickleMachine *machine,
                        guint              floor,
                        GPtrArray         *items)
{
  for (guint i = floor; i < machine->stack->len; i++)
    g_ptr_array_add (items, g_ptr_array_index (machine->stack, i));

  g_ptr_array_set_size (machine->stack, (int) floor);
}
