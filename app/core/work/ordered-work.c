/* ordered-work.c — processing items on several threads, with results in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     push ──> pool: work, work, work ──┐ done
 *        └───> queue, in order ─────────┴──> finisher: finish, one by one
 *
 * The finisher waits for the oldest item, so each result is passed on as soon as it
 * and all before it are done, even while the caller of push waits for its next line.
 */

#include "app/core/work/ordered-work.h"

#define ITEMS_PER_THREAD 16

typedef struct {
  gpointer item;
  gboolean is_done;
} Entry;

struct _HeedOrderedWork
{
  HeedOrderedWorkFuncs  funcs;
  guint                 max_entries;
  GThreadPool          *pool;
  GThread              *finisher;

  GMutex                mutex;
  GCond                 changed;     /* signalled if a member below changes */
  GQueue                entries;     /* oldest first */
  gboolean              is_ending;   /* nothing more will be pushed */
  gboolean              has_failed;
  GError               *error;       /* of finish */
};

static void
run_entry (gpointer data,
           gpointer user_data)
{
  HeedOrderedWork *work = user_data;
  Entry *entry = data;
  gboolean has_failed;

  g_mutex_lock (&work->mutex);
  has_failed = work->has_failed;
  g_mutex_unlock (&work->mutex);

  if (!has_failed)
    work->funcs.work (entry->item, work->funcs.data);

  g_mutex_lock (&work->mutex);
  entry->is_done = TRUE;
  g_cond_broadcast (&work->changed);
  g_mutex_unlock (&work->mutex);
}

/* Waits until the oldest entry is done; returns NULL once all are finished. */
static Entry *
take_oldest (HeedOrderedWork *work)
{
  Entry *entry;

  g_mutex_lock (&work->mutex);
  while ((entry = g_queue_peek_head (&work->entries)) != NULL ? !entry->is_done : !work->is_ending)
    g_cond_wait (&work->changed, &work->mutex);
  g_mutex_unlock (&work->mutex);

  return entry;
}

static void
drop_oldest (HeedOrderedWork *work,
             Entry           *entry)
{
  g_mutex_lock (&work->mutex);
  g_queue_pop_head (&work->entries);
  g_cond_broadcast (&work->changed);
  g_mutex_unlock (&work->mutex);

  work->funcs.free (entry->item);
  g_free (entry);
}

static gpointer
finish_in_order (gpointer data)
{
  HeedOrderedWork *work = data;
  Entry *entry;

  while ((entry = take_oldest (work)) != NULL)
    {
      if (!work->has_failed &&
          !work->funcs.finish (entry->item, work->funcs.data, &work->error))
        {
          g_mutex_lock (&work->mutex);
          work->has_failed = TRUE;
          g_mutex_unlock (&work->mutex);
        }

      drop_oldest (work, entry);
    }

  return NULL;
}

/**
 * heed_ordered_work_new:
 * @n_threads: number of threads that call work, at least 1
 * @funcs: the callbacks; copied
 *
 * Returns: (transfer full): to be freed with heed_ordered_work_end()
 */
HeedOrderedWork *
heed_ordered_work_new (guint                       n_threads,
                       const HeedOrderedWorkFuncs *funcs)
{
  HeedOrderedWork *work = g_new0 (HeedOrderedWork, 1);

  g_return_val_if_fail (n_threads > 0, NULL);

  work->funcs = *funcs;
  work->max_entries = n_threads * ITEMS_PER_THREAD;
  g_mutex_init (&work->mutex);
  g_cond_init (&work->changed);
  g_queue_init (&work->entries);
  work->pool = g_thread_pool_new (run_entry, work, (int) n_threads, FALSE, NULL);
  work->finisher = g_thread_new ("finisher", finish_in_order, work);

  return work;
}

/**
 * heed_ordered_work_push:
 * @item: (transfer full): the item to process
 *
 * Returns: whether the caller should go on; %FALSE once finish has failed
 */
gboolean
heed_ordered_work_push (HeedOrderedWork *work,
                        gpointer         item)
{
  Entry *entry = g_new0 (Entry, 1);
  gboolean has_failed;

  entry->item = item;

  g_mutex_lock (&work->mutex);
  while (work->entries.length >= work->max_entries)
    g_cond_wait (&work->changed, &work->mutex);
  g_queue_push_tail (&work->entries, entry);
  has_failed = work->has_failed;
  g_mutex_unlock (&work->mutex);

  g_thread_pool_push (work->pool, entry, NULL);

  return !has_failed;
}

/**
 * heed_ordered_work_end:
 * @work: (transfer full): to which no more items will be pushed
 *
 * Returns: whether every item was finished
 */
gboolean
heed_ordered_work_end (HeedOrderedWork  *work,
                       GError          **error)
{
  gboolean has_failed;

  g_mutex_lock (&work->mutex);
  work->is_ending = TRUE;
  g_cond_broadcast (&work->changed);
  g_mutex_unlock (&work->mutex);

  g_thread_join (work->finisher);
  g_thread_pool_free (work->pool, FALSE, TRUE);

  has_failed = work->has_failed;
  if (work->error != NULL)
    g_propagate_error (error, work->error);
  g_cond_clear (&work->changed);
  g_mutex_clear (&work->mutex);
  g_free (work);

  return !has_failed;
}
