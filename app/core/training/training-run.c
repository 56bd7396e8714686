/* training-run.c — a training on its own thread, controlled by orders
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     main thread              training's thread            main thread
 *     order, set_probe ---->   one batch, snapshot  ----+
 *                              one batch            ----+-> callback (status)
 *
 * A batch takes between a few milliseconds and a second. Orders are read between two
 * batches, and a status made before the newest order is dropped (mailbox.c). No new
 * status is made until the main thread has fetched the last one.
 *
 * When the training is over the thread keeps sleeping, so that the model can still be
 * run on other sentences.
 */

#include "app/core/training/training-run.h"

#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "app/core/training/training-work.h"
#include "app/core/work/mailbox.h"

/* Gives the window and the decoder priority over the training on a busy machine. */
#define NICENESS 5

/* The complete orders to the thread. */
typedef struct
{
  HeedOrder     order;
  char         *probe;        /* NULL for a held-out sentence */
  GCancellable *cancellable;  /* only for the work on that probe */
} Orders;

/* References are held by the handle on the main thread and by the training's thread. */
struct _HeedTrainingRun
{
  gatomicrefcount      ref_count;
  HeedTrainingPlan    *plan;         /* does not change */
  GCancellable        *cancellable;  /* any thread */
  HeedMailbox         *box;          /* any thread: of Orders, and of HeedTrainingStatus */

  /* main thread only */
  HeedTrainingRunFunc  callback;
  gpointer             user_data;
  Orders               wanted;

  /* the thread's only */
  HeedTrainingWork    *work;
  Orders              *orders;       /* the newest ones read */
};

static Orders *
copy_orders (const Orders *orders)
{
  Orders *copy = g_new (Orders, 1);

  copy->order = orders->order;
  copy->probe = g_strdup (orders->probe);
  copy->cancellable = g_object_ref (orders->cancellable);

  return copy;
}

static void
free_orders (gpointer data)
{
  Orders *orders = data;

  g_free (orders->probe);
  g_object_unref (orders->cancellable);
  g_free (orders);
}

static HeedTrainingRun *
run_ref (HeedTrainingRun *run)
{
  g_atomic_ref_count_inc (&run->ref_count);

  return run;
}

static void
run_unref (HeedTrainingRun *run)
{
  if (!g_atomic_ref_count_dec (&run->ref_count))
    return;

  heed_mailbox_unref (run->box);
  g_clear_pointer (&run->plan, heed_training_plan_free);
  g_clear_object (&run->cancellable);
  g_free (run->wanted.probe);
  g_clear_object (&run->wanted.cancellable);
  g_free (run);
}

static void
deliver (gpointer news,
         gpointer user_data)
{
  HeedTrainingRun *run = user_data;

  run->callback (news, run->user_data);
}

/* --- The thread ---------------------------------------------------------- */

static gboolean
can_rest (HeedTrainingRun *run)
{
  HeedTrainingState state = heed_training_work_get_state (run->work);

  return heed_training_state_is_over (state) ||
         (state == HEED_TRAINING_PAUSED && run->orders->order == HEED_ORDER_PAUSE);
}

/* Returns: whether to go on; FALSE once the box is closed */
static gboolean
read_orders (HeedTrainingRun *run,
             gboolean        *are_new)
{
  Orders *newest;

  if (can_rest (run))
    heed_mailbox_wait (run->box);

  newest = heed_mailbox_take (run->box);
  *are_new = newest != NULL;
  if (newest != NULL)
    {
      g_clear_pointer (&run->orders, free_orders);
      run->orders = newest;
    }

  return !heed_mailbox_is_closed (run->box);
}

static void
obey (HeedTrainingRun *run,
      gboolean         are_new)
{
  HeedTrainingState before = heed_training_work_get_state (run->work);
  gboolean is_fetched = heed_mailbox_is_fetched (run->box);

  heed_training_work_ask (run->work, run->orders->probe, run->orders->cancellable);

  if (run->orders->order == HEED_ORDER_TRAIN)
    heed_training_work_train (run->work, is_fetched, run->cancellable);
  else if (run->orders->order == HEED_ORDER_PAUSE)
    heed_training_work_pause (run->work);
  else
    heed_training_work_stop (run->work);

  if (is_fetched || are_new || heed_training_work_get_state (run->work) != before)
    heed_mailbox_post (run->box, heed_training_work_report (run->work));
}

/* A training allocates hundreds of megabytes in small pieces, most of which the C library would
 * keep for later allocations. */
static void
give_memory_back (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static void
tell (gpointer user_data)
{
  HeedTrainingRun *run = user_data;

  if (heed_mailbox_is_fetched (run->box))
    heed_mailbox_post (run->box, heed_training_work_report (run->work));
}

static gpointer
run_thread (gpointer data)
{
  HeedTrainingRun *run = data;
  gboolean are_new;

  /* On Linux this changes the priority of this thread, and of the threads it starts. */
  if (setpriority (PRIO_PROCESS, 0, getpriority (PRIO_PROCESS, 0) + NICENESS) != 0)
    g_debug ("training is as urgent as the window");

  run->work = heed_training_work_new (run->plan);

  while (read_orders (run, &are_new))
    {
      if (heed_training_work_get_state (run->work) == HEED_TRAINING_PREPARING)
        heed_training_work_prepare (run->work, tell, run, run->cancellable);

      obey (run, are_new);
    }

  g_clear_pointer (&run->orders, free_orders);
  heed_training_work_free (run->work);
  run_unref (run);
  give_memory_back ();

  return NULL;
}

/* --- The handle ---------------------------------------------------------- */

/**
 * heed_training_run_new:
 * @plan: copied
 * @probe: (nullable): the sentence to watch; %NULL chooses a held-out one
 * @callback: called on the main thread, never after heed_training_run_free()
 *
 * Starts at once.
 *
 * Returns: (transfer full): a running training
 */
HeedTrainingRun *
heed_training_run_new (const HeedTrainingPlan *plan,
                       const char             *probe,
                       HeedTrainingRunFunc     callback,
                       gpointer                user_data)
{
  const HeedMailboxFuncs funcs = {
    .free_request = free_orders,
    .free_news = (GDestroyNotify) heed_training_status_free,
    .deliver = deliver,
  };
  HeedTrainingRun *run;

  g_return_val_if_fail (plan != NULL && callback != NULL, NULL);

  run = g_new0 (HeedTrainingRun, 1);
  g_atomic_ref_count_init (&run->ref_count);
  run->callback = callback;
  run->user_data = user_data;
  run->plan = heed_training_plan_copy (plan);
  run->cancellable = g_cancellable_new ();
  run->box = heed_mailbox_new (&funcs, run);
  run->wanted.order = HEED_ORDER_TRAIN;
  run->wanted.probe = g_strdup (probe);
  run->wanted.cancellable = g_cancellable_new ();
  heed_mailbox_send (run->box, copy_orders (&run->wanted));

  g_thread_unref (g_thread_new ("heed-training", run_thread, run_ref (run)));

  return run;
}

/**
 * heed_training_run_free:
 *
 * Never blocks. The thread ends after its current batch; the callback is not called
 * again.
 */
void
heed_training_run_free (HeedTrainingRun *run)
{
  g_cancellable_cancel (run->cancellable);
  g_cancellable_cancel (run->wanted.cancellable);
  heed_mailbox_close (run->box);
  run_unref (run);
}

/**
 * heed_training_run_order:
 *
 * Takes effect after the current batch. Stopping is final.
 */
void
heed_training_run_order (HeedTrainingRun *run,
                         HeedOrder        order)
{
  g_return_if_fail (run != NULL);

  if (run->wanted.order != HEED_ORDER_STOP)
    {
      run->wanted.order = order;
      heed_mailbox_send (run->box, copy_orders (&run->wanted));
    }

  if (order == HEED_ORDER_STOP)
    g_cancellable_cancel (run->cancellable);
}

/**
 * heed_training_run_set_probe:
 * @sentence: the sentence to watch from now on; also in the film, where models were kept
 *
 * If the film is still being remade for an earlier sentence, that is cancelled.
 */
void
heed_training_run_set_probe (HeedTrainingRun *run,
                             const char      *sentence)
{
  g_return_if_fail (run != NULL && sentence != NULL);

  g_cancellable_cancel (run->wanted.cancellable);
  g_clear_object (&run->wanted.cancellable);
  run->wanted.cancellable = g_cancellable_new ();
  g_free (run->wanted.probe);
  run->wanted.probe = g_strdup (sentence);
  heed_mailbox_send (run->box, copy_orders (&run->wanted));
}
