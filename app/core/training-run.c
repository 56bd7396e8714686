/* training-run.c — a training on a thread of its own, obeying orders
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     main thread              training's thread            main thread
 *     order, set_probe ---->   one batch, looks     ----+
 *                              one batch            ----+-> callback (status)
 *
 * A batch may take milliseconds or a second; orders are read between two. Each
 * order has a number, and a status made before the newest one is thrown away,
 * on whichever thread it is found. A status that was not fetched yet is as good
 * as a newer one, so none is made until it was: a fast training cannot flood a
 * slow window.
 *
 * The thread stays when the training is over, asleep, to ask the model about
 * other sentences.
 */

#include "app/core/training-run.h"

#include <sys/resource.h>

#include "app/core/training-work.h"

/* After GTK's input (0) and its drawing (120): however fast news comes, it can
 * keep neither waiting. */
#define NEWS_PRIORITY (G_PRIORITY_HIGH_IDLE + 30)

/* So that the window, and a decoder beside it, go first on a busy machine. */
#define NICENESS 5

/* Held by the handle on the main thread, by the thread, and by news on its way.
 * Fields are behind the lock unless they say whose they are. */
struct _HeedTrainingRun
{
  gatomicrefcount      ref_count;

  HeedTrainingRunFunc  callback;     /* main thread only; NULL once freed */
  gpointer             user_data;
  HeedTrainingPlan    *plan;         /* does not change */
  GCancellable        *cancellable;  /* any thread */

  GMutex               lock;
  GCond                has_orders;
  guint64              n_orders;
  HeedOrder            order;
  char                *probe;        /* NULL: a held-out sentence */
  guint64              n_probes;
  gboolean             is_ending;
  HeedTrainingStatus  *news;         /* not fetched yet; or NULL */

  /* the thread's only */
  HeedTrainingWork    *work;
  guint64              number;       /* of the newest order that was read */
  guint64              probe_number; /* of the probe that work looks at */
};

static HeedTrainingRun *
run_ref (HeedTrainingRun *run)
{
  g_atomic_ref_count_inc (&run->ref_count);

  return run;
}

static void
run_unref (gpointer data)
{
  HeedTrainingRun *run = data;

  if (!g_atomic_ref_count_dec (&run->ref_count))
    return;

  g_clear_pointer (&run->news, heed_training_status_free);
  g_clear_pointer (&run->plan, heed_training_plan_free);
  g_clear_object (&run->cancellable);
  g_free (run->probe);
  g_mutex_clear (&run->lock);
  g_cond_clear (&run->has_orders);
  g_free (run);
}

/* --- News ---------------------------------------------------------------- */

static gboolean
deliver_cb (gpointer data)
{
  HeedTrainingRun *run = data;
  g_autoptr(HeedTrainingStatus) news = NULL;

  g_mutex_lock (&run->lock);
  news = g_steal_pointer (&run->news);
  g_mutex_unlock (&run->lock);

  if (news != NULL && run->callback != NULL)
    run->callback (g_steal_pointer (&news), run->user_data);

  return G_SOURCE_REMOVE;
}

static gboolean
is_news_fetched (HeedTrainingRun *run)
{
  gboolean is_fetched;

  g_mutex_lock (&run->lock);
  is_fetched = run->news == NULL;
  g_mutex_unlock (&run->lock);

  return is_fetched;
}

static void
post (HeedTrainingRun *run)
{
  g_autoptr(HeedTrainingStatus) news = heed_training_work_report (run->work);

  g_mutex_lock (&run->lock);

  if (run->number == run->n_orders)
    {
      /* Not g_main_context_invoke(): while nobody owns the main context that
       * would call back on this thread. */
      if (run->news == NULL)
        g_idle_add_full (NEWS_PRIORITY, deliver_cb, run_ref (run), run_unref);

      g_clear_pointer (&run->news, heed_training_status_free);
      run->news = g_steal_pointer (&news);
    }

  g_mutex_unlock (&run->lock);
}

/* --- The thread ---------------------------------------------------------- */

/* What was ordered, once it asks for something to be done. */
typedef struct
{
  HeedOrder  order;
  char      *probe;
  gboolean   has_new_probe;
  gboolean   is_new;         /* since the last time */
} Orders;

/* Called with the lock held. */
static gboolean
can_rest (HeedTrainingRun *run)
{
  HeedTrainingState state = heed_training_work_get_state (run->work);

  if (run->is_ending || run->number != run->n_orders)
    return FALSE;

  return heed_training_state_is_over (state) ||
         (state == HEED_TRAINING_PAUSED && run->order == HEED_ORDER_PAUSE);
}

/* Returns: whether there will be more */
static gboolean
read_orders (HeedTrainingRun *run,
             Orders          *orders)
{
  gboolean is_ending;

  g_mutex_lock (&run->lock);

  while (can_rest (run))
    g_cond_wait (&run->has_orders, &run->lock);

  is_ending = run->is_ending;
  orders->order = run->order;
  orders->has_new_probe = run->probe_number != run->n_probes;
  orders->probe = orders->has_new_probe ? g_strdup (run->probe) : NULL;
  orders->is_new = run->number != run->n_orders;
  run->probe_number = run->n_probes;
  run->number = run->n_orders;

  g_mutex_unlock (&run->lock);

  return !is_ending;
}

static void
obey (HeedTrainingRun *run,
      const Orders    *orders)
{
  HeedTrainingState before = heed_training_work_get_state (run->work);
  gboolean is_fetched = is_news_fetched (run);

  if (orders->has_new_probe)
    heed_training_work_ask (run->work, orders->probe);

  if (orders->order == HEED_ORDER_TRAIN)
    heed_training_work_train (run->work, is_fetched, run->cancellable);
  else if (orders->order == HEED_ORDER_PAUSE)
    heed_training_work_pause (run->work);
  else
    heed_training_work_stop (run->work);

  if (is_fetched || orders->is_new || heed_training_work_get_state (run->work) != before)
    post (run);
}

static gpointer
run_thread (gpointer data)
{
  HeedTrainingRun *run = data;
  Orders orders;

  /* On Linux it is this thread that becomes nicer, and those that it starts. */
  if (setpriority (PRIO_PROCESS, 0, getpriority (PRIO_PROCESS, 0) + NICENESS) != 0)
    g_debug ("training is as urgent as the window");

  run->work = heed_training_work_new (run->plan);

  while (read_orders (run, &orders))
    {
      if (heed_training_work_get_state (run->work) == HEED_TRAINING_PREPARING)
        heed_training_work_prepare (run->work, run->cancellable);

      obey (run, &orders);
      g_free (orders.probe);
    }

  g_free (orders.probe);
  heed_training_work_free (run->work);
  run_unref (run);

  return NULL;
}

/* --- The handle ---------------------------------------------------------- */

/**
 * heed_training_run_new:
 * @plan: copied
 * @probe: (nullable): the sentence to be looked at; %NULL chooses a held-out one
 * @callback: called on the main thread, never after heed_training_run_free()
 *
 * Starts at once.
 *
 * Returns: (transfer full): a training under way
 */
HeedTrainingRun *
heed_training_run_new (const HeedTrainingPlan *plan,
                       const char             *probe,
                       HeedTrainingRunFunc     callback,
                       gpointer                user_data)
{
  HeedTrainingRun *run;

  g_return_val_if_fail (plan != NULL && callback != NULL, NULL);

  run = g_new0 (HeedTrainingRun, 1);
  g_atomic_ref_count_init (&run->ref_count);
  g_mutex_init (&run->lock);
  g_cond_init (&run->has_orders);
  run->callback = callback;
  run->user_data = user_data;
  run->plan = heed_training_plan_copy (plan);
  run->cancellable = g_cancellable_new ();
  run->order = HEED_ORDER_TRAIN;
  run->n_orders = 1;
  run->probe = g_strdup (probe);
  run->n_probes = 1;

  g_thread_unref (g_thread_new ("heed-training", run_thread, run_ref (run)));

  return run;
}

/* Called with the lock held. */
static void
note_order (HeedTrainingRun *run)
{
  run->n_orders++;
  g_clear_pointer (&run->news, heed_training_status_free);
  g_cond_signal (&run->has_orders);
}

/**
 * heed_training_run_free:
 *
 * Never waits. The thread ends after the batch it is in; nothing is heard of it
 * any more.
 */
void
heed_training_run_free (HeedTrainingRun *run)
{
  run->callback = NULL;
  g_cancellable_cancel (run->cancellable);

  g_mutex_lock (&run->lock);
  run->is_ending = TRUE;
  note_order (run);
  g_mutex_unlock (&run->lock);

  run_unref (run);
}

/**
 * heed_training_run_order:
 *
 * Obeyed after the batch that is under way. Stopping is for good.
 */
void
heed_training_run_order (HeedTrainingRun *run,
                         HeedOrder        order)
{
  g_return_if_fail (run != NULL);

  g_mutex_lock (&run->lock);
  if (run->order != HEED_ORDER_STOP)
    {
      run->order = order;
      note_order (run);
    }
  g_mutex_unlock (&run->lock);

  if (order == HEED_ORDER_STOP)
    g_cancellable_cancel (run->cancellable);
}

/**
 * heed_training_run_set_probe:
 * @sentence: what is looked at from now on; also in the film, as far as that goes
 */
void
heed_training_run_set_probe (HeedTrainingRun *run,
                             const char      *sentence)
{
  g_return_if_fail (run != NULL && sentence != NULL);

  g_mutex_lock (&run->lock);
  g_free (run->probe);
  run->probe = g_strdup (sentence);
  run->n_probes++;
  note_order (run);
  g_mutex_unlock (&run->lock);
}
