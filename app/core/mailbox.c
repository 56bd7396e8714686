/* mailbox.c — requests to a thread and news from it, of which only the newest count
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     main thread               other thread
 *     send (request)  ------->  take ()
 *     deliver (news)  <-------  post (news)
 *
 * A request says what is wanted as a whole, never what changed, so a newer one
 * replaces one that was not taken yet. Each has a number; news of an older one is
 * thrown away, on whichever thread it is found. News that the main thread did
 * not fetch yet grows instead of queueing, so a fast thread cannot flood a slow
 * window.
 */

#include "app/core/mailbox.h"

/* After GTK's input (0) and its drawing (120): however fast news comes, it can
 * keep neither waiting. */
#define NEWS_PRIORITY (G_PRIORITY_HIGH_IDLE + 30)

struct _HeedMailbox
{
  gatomicrefcount   ref_count;
  HeedMailboxFuncs  funcs;      /* do not change */
  gpointer          user_data;  /* main thread only */

  /* behind the lock */
  GMutex            lock;
  GCond             has_changed;
  gpointer          request;    /* not taken yet; or NULL */
  gpointer          news;       /* not fetched yet; or NULL */
  guint64           n_sent;
  guint64           number;     /* of the request that was taken last */
  gboolean          is_resting; /* nobody works on a request */
  gboolean          is_closed;
};

/**
 * heed_mailbox_new:
 * @funcs: copied
 * @user_data: for their deliver()
 *
 * Returns: (transfer full): an empty box; nobody works on anything yet
 */
HeedMailbox *
heed_mailbox_new (const HeedMailboxFuncs *funcs,
                  gpointer                user_data)
{
  HeedMailbox *box = g_new0 (HeedMailbox, 1);

  g_atomic_ref_count_init (&box->ref_count);
  g_mutex_init (&box->lock);
  g_cond_init (&box->has_changed);
  box->funcs = *funcs;
  box->user_data = user_data;
  box->is_resting = TRUE;

  return box;
}

HeedMailbox *
heed_mailbox_ref (HeedMailbox *box)
{
  g_return_val_if_fail (box != NULL, NULL);

  g_atomic_ref_count_inc (&box->ref_count);

  return box;
}

void
heed_mailbox_unref (HeedMailbox *box)
{
  g_return_if_fail (box != NULL);

  if (!g_atomic_ref_count_dec (&box->ref_count))
    return;

  g_clear_pointer (&box->request, box->funcs.free_request);
  g_clear_pointer (&box->news, box->funcs.free_news);
  g_mutex_clear (&box->lock);
  g_cond_clear (&box->has_changed);
  g_free (box);
}

/* --- The end of the main thread ------------------------------------------ */

/* What is freed outside of the lock: a request may hold a whole model. */
static void
free_both (HeedMailbox *box,
           gpointer     request,
           gpointer     news)
{
  g_clear_pointer (&request, box->funcs.free_request);
  g_clear_pointer (&news, box->funcs.free_news);
}

/**
 * heed_mailbox_send:
 * @request: (transfer full): what is wanted now
 *
 * Nothing of what was asked for before is heard of again.
 *
 * Thread: main
 *
 * Returns: whether the other end rests, so that somebody has to start it
 */
gboolean
heed_mailbox_send (HeedMailbox *box,
                   gpointer     request)
{
  gpointer old_request;
  gpointer old_news;
  gboolean was_resting;

  g_return_val_if_fail (box != NULL && request != NULL, FALSE);

  g_mutex_lock (&box->lock);
  old_request = box->request;
  old_news = g_steal_pointer (&box->news);
  box->request = request;
  box->n_sent++;
  was_resting = box->is_resting;
  box->is_resting = FALSE;
  g_cond_signal (&box->has_changed);
  g_mutex_unlock (&box->lock);

  free_both (box, old_request, old_news);

  return was_resting;
}

/**
 * heed_mailbox_close:
 *
 * No news is delivered any more. A request that waits can still be taken.
 *
 * Thread: main
 */
void
heed_mailbox_close (HeedMailbox *box)
{
  gpointer old_news;

  g_return_if_fail (box != NULL);

  g_mutex_lock (&box->lock);
  box->is_closed = TRUE;
  old_news = g_steal_pointer (&box->news);
  g_cond_signal (&box->has_changed);
  g_mutex_unlock (&box->lock);

  free_both (box, NULL, old_news);
}

static gboolean
deliver_cb (gpointer data)
{
  HeedMailbox *box = data;
  gpointer news;

  g_mutex_lock (&box->lock);
  news = g_steal_pointer (&box->news);
  g_mutex_unlock (&box->lock);

  if (news != NULL)
    box->funcs.deliver (news, box->user_data);

  return G_SOURCE_REMOVE;
}

/* --- The end of the other thread ----------------------------------------- */

/**
 * heed_mailbox_take:
 *
 * News that is posted from now on is about this request.
 *
 * Thread: the one that answers
 *
 * Returns: (transfer full) (nullable): the newest request; %NULL if there was
 *   none since the last time
 */
gpointer
heed_mailbox_take (HeedMailbox *box)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&box->lock);

  box->number = box->n_sent;

  return g_steal_pointer (&box->request);
}

/**
 * heed_mailbox_wait:
 *
 * Sleeps until there is a request to take, or the box is closed.
 *
 * Thread: the one that answers
 *
 * Returns: whether there is a request
 */
gboolean
heed_mailbox_wait (HeedMailbox *box)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&box->lock);

  while (box->request == NULL && !box->is_closed)
    g_cond_wait (&box->has_changed, &box->lock);

  return box->request != NULL;
}

/**
 * heed_mailbox_rest:
 *
 * Whoever has done all that was asked for says so; the next request has to start
 * somebody.
 *
 * Thread: the one that answers
 *
 * Returns: whether nothing is left to do; %FALSE if a request has come meanwhile
 */
gboolean
heed_mailbox_rest (HeedMailbox *box)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&box->lock);

  box->is_resting = box->request == NULL;

  return box->is_resting;
}

gboolean
heed_mailbox_is_closed (HeedMailbox *box)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&box->lock);

  return box->is_closed;
}

/**
 * heed_mailbox_is_fetched:
 *
 * Returns: whether the main thread has had all news that was posted
 */
gboolean
heed_mailbox_is_fetched (HeedMailbox *box)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&box->lock);

  return box->news == NULL;
}

/* Called with the lock held.
 *
 * Returns: what is left over; or NULL */
static gpointer
put_news (HeedMailbox *box,
          gpointer     news)
{
  gpointer old_news = box->news;

  if (box->is_closed || box->number != box->n_sent)
    return news;

  if (old_news != NULL && box->funcs.merge != NULL)
    {
      box->funcs.merge (old_news, news);
      return news;
    }

  /* Not g_main_context_invoke(): while nobody owns the main context that would
   * call back on this thread. */
  if (old_news == NULL)
    g_idle_add_full (NEWS_PRIORITY, deliver_cb,
                     heed_mailbox_ref (box), (GDestroyNotify) heed_mailbox_unref);

  box->news = news;

  return old_news;
}

/**
 * heed_mailbox_post:
 * @news: (transfer full): of the request that was taken last
 *
 * Delivers it on the main thread, as soon as that comes to it, unless a newer
 * request was sent.
 *
 * Thread: the one that answers
 */
void
heed_mailbox_post (HeedMailbox *box,
                   gpointer     news)
{
  gpointer left_over;

  g_return_if_fail (box != NULL && news != NULL);

  g_mutex_lock (&box->lock);
  left_over = put_news (box, news);
  g_mutex_unlock (&box->lock);

  free_both (box, NULL, left_over);
}
