/* mailbox.c — passing requests to a thread and news back, of which only the newest count
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     main thread               other thread
 *     send (request)  ------->  take ()
 *     deliver (news)  <-------  post (news)
 *
 * A request is always complete, never a difference, so a newer one replaces one that
 * was not taken yet. Requests are numbered; news about an older one is dropped on
 * either thread. News that the main thread did not fetch yet is merged instead of
 * queued, so a fast thread cannot flood a slow window.
 */

#include "app/core/work/mailbox.h"

/* Below the priority of GTK's input (0) and drawing (120), so that frequent news delays
 * neither. */
#define NEWS_PRIORITY (G_PRIORITY_HIGH_IDLE + 30)

struct _HeedMailbox
{
  gatomicrefcount   ref_count;
  HeedMailboxFuncs  funcs;      /* do not change */
  gpointer          user_data;  /* main thread only */

  /* protected by lock */
  GMutex            lock;
  GCond             has_changed;
  gpointer          request;    /* not taken yet; or NULL */
  gpointer          news;       /* not fetched yet; or NULL */
  guint64           n_sent;
  guint64           number;     /* of the request that was taken last */
  gboolean          is_resting; /* the other thread is not working on a request */
  gboolean          is_closed;
};

/**
 * heed_mailbox_new:
 * @funcs: copied
 * @user_data: passed to deliver()
 *
 * Returns: (transfer full): an empty box in the resting state
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

/* Called without the lock, because freeing may take long: a request may hold a whole model. */
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
 * @request: (transfer full): the new request
 *
 * No news of earlier requests is delivered any more.
 *
 * Thread: main
 *
 * Returns: whether the other thread was resting, so that the caller has to start it
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
 * No news is delivered any more. A pending request can still be taken.
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
 * News posted from now on belongs to this request.
 *
 * Thread: the one that answers
 *
 * Returns: (transfer full) (nullable): the newest request; %NULL if there was none
 *   since the last call
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
 * To be called when all work is done. Afterwards heed_mailbox_send() returns %TRUE,
 * so that its caller starts the work again.
 *
 * Thread: the one that answers
 *
 * Returns: whether nothing is left to do; %FALSE if a request has arrived meanwhile
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
 * Returns: whether the main thread has fetched all posted news
 */
gboolean
heed_mailbox_is_fetched (HeedMailbox *box)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&box->lock);

  return box->news == NULL;
}

/* Called with the lock held.
 *
 * Returns: the news that the caller has to free; or NULL */
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

  /* g_main_context_invoke() would call back on this thread while no thread owns the main
   * context. */
  if (old_news == NULL)
    g_idle_add_full (NEWS_PRIORITY, deliver_cb,
                     heed_mailbox_ref (box), (GDestroyNotify) heed_mailbox_unref);

  box->news = news;

  return old_news;
}

/**
 * heed_mailbox_post:
 * @news: (transfer full): about the request that was taken last
 *
 * Delivers it on the main thread at its next idle moment, unless a newer request was
 * sent.
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
