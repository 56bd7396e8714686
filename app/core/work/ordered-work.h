/* ordered-work.h — processing items on several threads, with results in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* work is called on any of the threads. finish is called on one separate thread, for each item in
 * the order of pushing, until it returns FALSE. data is passed to both. */
typedef struct {
  void           (*work)   (gpointer   item,
                            gpointer   data);
  gboolean       (*finish) (gpointer   item,
                            gpointer   data,
                            GError   **error);
  GDestroyNotify   free;   /* an item */
  gpointer         data;
} HeedOrderedWorkFuncs;

typedef struct _HeedOrderedWork HeedOrderedWork;

HeedOrderedWork *heed_ordered_work_new  (guint                        n_threads,
                                         const HeedOrderedWorkFuncs  *funcs);

/* Takes ownership of the item. Blocks while many items are in progress, so that a long file is not
 * read into memory as a whole; FALSE once finish has failed. */
gboolean         heed_ordered_work_push (HeedOrderedWork             *work,
                                         gpointer                     item);

/* Waits for all items and frees work; returns FALSE with the error of finish. */
gboolean         heed_ordered_work_end  (HeedOrderedWork             *work,
                                         GError                     **error);

G_END_DECLS
