/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/work/mailbox.h"

/* Requests and news are allocated ints; n_alive counts them. */
static gint n_alive;

static gpointer
make (int number)
{
  g_atomic_int_inc (&n_alive);

  return g_memdup2 (&number, sizeof number);
}

static void
let_go (gpointer data)
{
  g_atomic_int_add (&n_alive, -1);
  g_free (data);
}

/* Merging 1 and then 2 gives 12. */
static void
merge (gpointer news,
       gpointer later)
{
  *(int *) news = *(int *) news * 10 + *(int *) later;
}

static void
deliver (gpointer news,
         gpointer user_data)
{
  g_string_append_printf (user_data, "%d ", *(int *) news);
  let_go (news);
}

static HeedMailbox *
new_box (GString  *delivered,
         gboolean  merges)
{
  const HeedMailboxFuncs funcs = {
    .free_request = let_go,
    .free_news = let_go,
    .merge = merges ? merge : NULL,
    .deliver = deliver,
  };

  return heed_mailbox_new (&funcs, delivered);
}

static void
turn_main_loop (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_mailbox_newest_request_wins (void)
{
  g_autoptr(GString) delivered = g_string_new (NULL);
  g_autoptr(HeedMailbox) box = new_box (delivered, FALSE);
  g_autofree int *taken = NULL;

  heed_mailbox_send (box, make (1));
  heed_mailbox_send (box, make (2));
  heed_mailbox_send (box, make (3));
  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 1);

  taken = heed_mailbox_take (box);
  g_assert_cmpint (*taken, ==, 3);
  g_assert_null (heed_mailbox_take (box));
  g_atomic_int_add (&n_alive, -1);
}

static void
test_mailbox_news_of_an_older_request_is_dropped (void)
{
  g_autoptr(GString) delivered = g_string_new (NULL);
  g_autoptr(HeedMailbox) box = new_box (delivered, FALSE);

  heed_mailbox_send (box, make (1));
  let_go (heed_mailbox_take (box));
  heed_mailbox_post (box, make (10));
  heed_mailbox_send (box, make (2));   /* before 10 was fetched */
  heed_mailbox_post (box, make (11));  /* 2 was not fetched yet */
  turn_main_loop ();
  g_assert_cmpstr (delivered->str, ==, "");

  let_go (heed_mailbox_take (box));
  heed_mailbox_post (box, make (20));
  turn_main_loop ();
  g_assert_cmpstr (delivered->str, ==, "20 ");
  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 0);
}

static void
test_mailbox_news_that_waits_grows (void)
{
  g_autoptr(GString) delivered = g_string_new (NULL);
  g_autoptr(HeedMailbox) box = new_box (delivered, TRUE);

  heed_mailbox_send (box, make (1));
  let_go (heed_mailbox_take (box));
  g_assert_true (heed_mailbox_is_fetched (box));
  heed_mailbox_post (box, make (1));
  heed_mailbox_post (box, make (2));
  heed_mailbox_post (box, make (3));
  g_assert_false (heed_mailbox_is_fetched (box));
  turn_main_loop ();
  g_assert_true (heed_mailbox_is_fetched (box));
  heed_mailbox_post (box, make (4));
  turn_main_loop ();

  g_assert_cmpstr (delivered->str, ==, "123 4 ");
  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 0);
}

static void
test_mailbox_news_that_waits_is_replaced_if_nothing_merges_it (void)
{
  g_autoptr(GString) delivered = g_string_new (NULL);
  g_autoptr(HeedMailbox) box = new_box (delivered, FALSE);

  heed_mailbox_send (box, make (1));
  let_go (heed_mailbox_take (box));
  heed_mailbox_post (box, make (1));
  heed_mailbox_post (box, make (2));
  turn_main_loop ();

  g_assert_cmpstr (delivered->str, ==, "2 ");
  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 0);
}

static void
test_mailbox_closed_delivers_nothing (void)
{
  g_autoptr(GString) delivered = g_string_new (NULL);
  HeedMailbox *box = new_box (delivered, FALSE);
  g_autofree int *taken = NULL;

  heed_mailbox_send (box, make (1));
  let_go (heed_mailbox_take (box));
  heed_mailbox_post (box, make (10));
  heed_mailbox_send (box, make (2));
  heed_mailbox_close (box);
  g_assert_true (heed_mailbox_is_closed (box));

  taken = heed_mailbox_take (box);
  g_assert_cmpint (*taken, ==, 2);
  g_atomic_int_add (&n_alive, -1);
  heed_mailbox_post (box, make (20));
  g_assert_false (heed_mailbox_wait (box));
  heed_mailbox_unref (box);
  turn_main_loop ();

  g_assert_cmpstr (delivered->str, ==, "");
  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 0);
}

static void
test_mailbox_frees_what_nobody_took (void)
{
  g_autoptr(GString) delivered = g_string_new (NULL);
  HeedMailbox *box = new_box (delivered, FALSE);

  heed_mailbox_send (box, make (1));
  heed_mailbox_unref (box);

  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 0);
}

static void
test_mailbox_says_who_has_to_be_started (void)
{
  g_autoptr(GString) delivered = g_string_new (NULL);
  g_autoptr(HeedMailbox) box = new_box (delivered, FALSE);

  g_assert_true (heed_mailbox_send (box, make (1)));
  g_assert_false (heed_mailbox_send (box, make (2)));
  g_assert_false (heed_mailbox_rest (box));  /* 2 is still waiting */

  let_go (heed_mailbox_take (box));
  g_assert_true (heed_mailbox_rest (box));
  g_assert_true (heed_mailbox_send (box, make (3)));
  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 1);
}

/* --- Two threads --------------------------------------------------------- */

#define N_REQUESTS 20000

static gpointer
answer_thread (gpointer data)
{
  HeedMailbox *box = data;
  int last = 0;

  while (heed_mailbox_wait (box))
    {
      g_autofree int *request = heed_mailbox_take (box);

      g_atomic_int_add (&n_alive, -1);
      g_assert_cmpint (*request, >, last);
      last = *request;
      heed_mailbox_post (box, make (last));
    }

  heed_mailbox_unref (box);

  return NULL;
}

static void
keep_newest (gpointer news,
             gpointer user_data)
{
  int *newest = user_data;

  g_assert_cmpint (*(int *) news, >, *newest);
  *newest = *(int *) news;
  let_go (news);
}

/* However sending and posting interleave, the last request
 * is answered, and answers arrive in order. */
static void
test_mailbox_between_threads_loses_nothing (void)
{
  const HeedMailboxFuncs funcs = { .free_request = let_go,
                                   .free_news = let_go,
                                   .deliver = keep_newest };
  int newest = 0;
  HeedMailbox *box = heed_mailbox_new (&funcs, &newest);
  GThread *thread = g_thread_new ("answers", answer_thread, heed_mailbox_ref (box));

  for (int i = 1; i <= N_REQUESTS; i++)
    {
      heed_mailbox_send (box, make (i));
      g_main_context_iteration (NULL, FALSE);
      if (i % 64 == 0)
        g_thread_yield ();
    }

  while (newest != N_REQUESTS)
    g_main_context_iteration (NULL, TRUE);

  heed_mailbox_close (box);
  g_thread_join (thread);
  heed_mailbox_unref (box);
  turn_main_loop ();
  g_assert_cmpint (g_atomic_int_get (&n_alive), ==, 0);
}

/* A worker that rests just as a request arrives is started again. */
static gpointer
work_thread (gpointer data)
{
  HeedMailbox *box = data;

  do
    {
      int *request = heed_mailbox_take (box);

      if (request != NULL)
        heed_mailbox_post (box, request);
    }
  while (!heed_mailbox_rest (box));

  heed_mailbox_unref (box);

  return NULL;
}

static void
test_mailbox_never_forgets_to_start_somebody (void)
{
  const HeedMailboxFuncs funcs = { .free_request = let_go,
                                   .free_news = let_go,
                                   .deliver = keep_newest };
  int newest = 0;
  HeedMailbox *box = heed_mailbox_new (&funcs, &newest);

  for (int i = 1; i <= 2000; i++)
    {
      if (heed_mailbox_send (box, make (i)))
        g_thread_unref (g_thread_new ("works", work_thread, heed_mailbox_ref (box)));
      if (i % 16 == 0)
        while (newest != i)
          g_main_context_iteration (NULL, TRUE);
    }

  heed_mailbox_close (box);
  heed_mailbox_unref (box);
  turn_main_loop ();
  g_assert_cmpint (newest, ==, 2000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/mailbox/newest-request-wins", test_mailbox_newest_request_wins);
  g_test_add_func ("/app/mailbox/news-of-an-older-request-is-dropped",
                   test_mailbox_news_of_an_older_request_is_dropped);
  g_test_add_func ("/app/mailbox/news-that-waits-grows", test_mailbox_news_that_waits_grows);
  g_test_add_func ("/app/mailbox/news-that-waits-is-replaced-if-nothing-merges-it",
                   test_mailbox_news_that_waits_is_replaced_if_nothing_merges_it);
  g_test_add_func ("/app/mailbox/closed-delivers-nothing", test_mailbox_closed_delivers_nothing);
  g_test_add_func ("/app/mailbox/frees-what-nobody-took", test_mailbox_frees_what_nobody_took);
  g_test_add_func ("/app/mailbox/says-who-has-to-be-started",
                   test_mailbox_says_who_has_to_be_started);
  g_test_add_func ("/app/mailbox/between-threads-loses-nothing",
                   test_mailbox_between_threads_loses_nothing);
  g_test_add_func ("/app/mailbox/never-forgets-to-start-somebody",
                   test_mailbox_never_forgets_to_start_somebody);

  return g_test_run ();
}
