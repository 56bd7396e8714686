/* pickle-machine.h — the machine that reads a pickle: its stack and memo
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

typedef struct {
  HeedPickle    *pickle;
  const guint8  *begin;
  const guint8  *p;
  const guint8  *end;
  GPtrArray     *stack;    /* HeedPickleValue */
  GArray        *marks;    /* guint: stack length at each mark */
  GHashTable    *memo;     /* number -> HeedPickleValue */
  gboolean       is_done;
  GError       **error;
} HeedPickleMachine;

/* All functions below return FALSE or NULL with the error set. */
typedef gboolean (*HeedPickleOperation) (HeedPickleMachine *machine,
                                         guint8             opcode);

gboolean         heed_pickle_fail        (HeedPickleMachine  *machine,
                                          const char         *format,
                                          ...) G_GNUC_PRINTF (2, 3);

/* Read from the pickle: bytes, a little-endian number of 1 to 8 bytes, and a line up to its end,
 * borrowed or as a copy. */
gboolean         heed_pickle_take_bytes  (HeedPickleMachine  *machine,
                                          guint64             n_bytes,
                                          const guint8      **bytes);
gboolean         heed_pickle_take_number (HeedPickleMachine  *machine,
                                          guint               n_bytes,
                                          guint64            *number);
gboolean         heed_pickle_take_line   (HeedPickleMachine  *machine,
                                          const guint8      **line,
                                          gsize              *n_bytes);
char            *heed_pickle_dup_line    (HeedPickleMachine  *machine,
                                          gsize               max_bytes);

/* The stack. _push fails if value is NULL, so that calls can be nested. Only values above the
 * last mark, which is the floor, can be popped. _move_items moves the values above a floor to
 * the end of items. */
gboolean         heed_pickle_push        (HeedPickleMachine  *machine,
                                          HeedPickleValue    *value);
HeedPickleValue *heed_pickle_push_new    (HeedPickleMachine  *machine,
                                          HeedPickleKind      kind);
guint            heed_pickle_get_floor   (HeedPickleMachine  *machine);
HeedPickleValue *heed_pickle_peek        (HeedPickleMachine  *machine);
HeedPickleValue *heed_pickle_pop         (HeedPickleMachine  *machine);
gboolean         heed_pickle_pop_mark    (HeedPickleMachine  *machine,
                                          guint              *floor);
void             heed_pickle_move_items  (HeedPickleMachine  *machine,
                                          guint               floor,
                                          GPtrArray          *items);

G_END_DECLS
