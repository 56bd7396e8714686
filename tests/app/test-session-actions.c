/* test-session-actions.c — sessions in the window: messages, questions, the menu
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/desktop/toast.c
 */

#include "app/window/sessions/session-actions.h"

#include <glib/gstdio.h>

#include "app/window/desktop/toast.h"
#include "app/window/sessions/session-keeper-private.h"
#include "app/window/window.h"
#include "find-widget.h"
#include "session-fixture.h"

typedef SessionFixture Fixture;

static void
test_session_actions_speaks_in_the_window (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  g_autoptr(HeedSessionKeeper) keeper =
    heed_session_keeper_new (fixture->document, fixture->library, NULL, NULL);
  HeedWindow *window = heed_window_new (NULL, fixture->document, fixture->library, NULL);
  HeedToast *toast = HEED_TOAST (find_widget (GTK_WIDGET (window), HEED_TYPE_TOAST));

  heed_window_set_session_keeper (window, keeper);
  g_assert_null (heed_toast_get_text (toast));
  session_fixture_work (fixture);
  heed_session_keeper_save (keeper, fixture->session);
  while (heed_toast_get_text (toast) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (heed_toast_get_text (toast), "Saved to "));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "lesson.heed — Heed");

  session_fixture_undo_work (fixture);
  heed_window_open (window, fixture->session);
  session_fixture_wait_for_text (fixture, "6 9 4");

  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The window stays when what was asked for cannot be saved, and goes the second time. */
static void
test_session_actions_stay_with_what_is_not_saved (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "a.heed", NULL);
  g_autoptr(HeedSessionKeeper) keeper =
    heed_session_keeper_new (fixture->document, fixture->library, NULL, NULL);
  GtkWidget *window =
    GTK_WIDGET (heed_window_new (NULL, fixture->document, fixture->library, NULL));
  GtkRevealer *message = GTK_REVEALER (find_widget (window, GTK_TYPE_REVEALER));

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  heed_window_set_session_keeper (HEED_WINDOW (window), keeper);
  session_fixture_work (fixture);
  gtk_window_present (GTK_WINDOW (window));
  heed_session_keeper_save (keeper, nowhere);
  gtk_window_close (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_nonnull (window);
  g_assert_true (gtk_revealer_get_reveal_child (message));

  gtk_window_close (GTK_WINDOW (window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* --- A model that is somewhere else ---------------------------------------- */

static GtkWidget *
find_question (void)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (GTK_IS_MESSAGE_DIALOG (item->data))
      return item->data;

  return NULL;
}

/* Returns the file chooser that the window shows after this answer to the question. */
static GtkFileChooserNative *
answer_question (HeedWindow *window,
                 int         response)
{
  gtk_dialog_response (GTK_DIALOG (find_question ()), response);

  return g_object_get_data (G_OBJECT (window), "heed-chooser");
}

/* A file or a folder can be looked for; whoever then cancels has no session that waits for ever,
 * which would stop everything from being saved by itself. */
static void
test_session_actions_cancel_looking_for_a_model (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  static const struct {
    int                  response;
    GtkFileChooserAction action;
  } ways[] = {
    { GTK_RESPONSE_ACCEPT, GTK_FILE_CHOOSER_ACTION_OPEN },
    { GTK_RESPONSE_APPLY, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER },
  };
  g_autoptr(HeedSessionKeeper) keeper =
    heed_session_keeper_new (fixture->document, fixture->library, NULL, NULL);
  HeedWindow *window = heed_window_new (NULL, fixture->document, fixture->library, NULL);

  heed_window_set_session_keeper (window, keeper);
  session_fixture_save_work (fixture);
  session_fixture_undo_work (fixture);
  g_assert_cmpint (g_unlink (fixture->model), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkFileChooserNative *chooser;

      heed_session_keeper_open (keeper, fixture->session);
      chooser = answer_question (window, ways[i].response);
      g_assert_nonnull (keeper->opening);
      g_assert_cmpint (gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)), ==,
                       ways[i].action);
      gtk_native_dialog_hide (GTK_NATIVE_DIALOG (chooser));
      g_signal_emit_by_name (chooser, "response", GTK_RESPONSE_CANCEL);
      g_assert_null (keeper->opening);
    }

  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* --- The menu -------------------------------------------------------------- */

static void
test_session_actions_lists_recent_sessions_that_are_there (Fixture       *fixture,
                                                           gconstpointer  user_data)
{
  g_autoptr(GSettings) settings = g_settings_new ("org.heed.Heed");
  g_autoptr(GMenu) menu = g_menu_new ();
  const char *const paths[] = { fixture->model, "/no/such.heed", NULL };

  heed_session_actions_list_recent (menu, settings);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 1);

  g_settings_set_strv (settings, "recent-sessions", paths);
  heed_session_actions_list_recent (menu, settings);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 1);
}

/* Two underscores are one on the screen, and one is none. */
static void
test_session_actions_shows_underscores (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  g_autoptr(GSettings) settings = g_settings_new ("org.heed.Heed");
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "my_session.heed", NULL);
  const char *const paths[] = { path, NULL };
  g_autofree char *label = NULL;

  g_assert_true (g_file_set_contents (path, "", -1, NULL));
  g_settings_set_strv (settings, "recent-sessions", paths);
  heed_session_actions_list_recent (menu, settings);
  g_menu_model_get_item_attribute (G_MENU_MODEL (menu), 0, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  g_assert_true (g_str_has_suffix (label, "/my__session.heed"));
}

#define ADD(name, test) \
  g_test_add ("/app/session-actions/" name, Fixture, NULL, session_fixture_set_up, test, \
              session_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("speaks-in-the-window", test_session_actions_speaks_in_the_window);
  ADD ("stay-with-what-is-not-saved", test_session_actions_stay_with_what_is_not_saved);
  ADD ("cancel-looking-for-a-model", test_session_actions_cancel_looking_for_a_model);
  ADD ("lists-recent-sessions-that-are-there",
       test_session_actions_lists_recent_sessions_that_are_there);
  ADD ("shows-underscores", test_session_actions_shows_underscores);

  return g_test_run ();
}
