/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every lesson that ships is played to its end in the real window, with the real
 * engine, in English and in Chinese: every step is prepared, waits, is done for the
 * person, and is seen to be done; every question refuses a wrong answer and takes the
 * right one.
 *
 * Covers: app/window/lessons/lesson-actions.c,
 *   app/window/lessons/lesson-list.c,
 *   app/window/lessons/lesson-showing.c,
 *   app/window/lessons/lesson-stage.c,
 *   app/window/pages/train/train-lesson.c,
 *   app/window/pages/translate/translate-lesson.c
 */

#include <glib/gstdio.h>
#include <string.h>

#include "app/window/desktop/view-options.h"
#include "app/window/document/document-opening.h"
#include "app/window/lessons/lesson-actions.h"
#include "app/window/lessons/lesson-list.h"
#include "app/window/window.h"
#include "find-widget.h"

/* A step that has not been shown by then never will be: its model does something else. */
#define LONGEST_SHOWING (90 * G_TIME_SPAN_SECOND)

/* Half of the time after which a hint comes by itself, without any action. */
#define SOONER_THAN_STILL (15 * G_TIME_SPAN_SECOND)

#define SENTENCE "I would like a cup of tea, please."

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  HeedModelLibrary *library;
  GtkWidget        *window;
  GtkWidget        *panel;
  HeedLesson       *lesson;
} Fixture;

typedef struct {
  char       *name;
  const char *language;
} Played;

static void
iterate_until_finished (HeedDocument *document)
{
  while (heed_document_get_state (document) != HEED_DOCUMENT_FINISHED ||
         heed_document_get_is_opening (document))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->library = heed_model_library_new ();
  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->window =
    GTK_WIDGET (heed_window_new (NULL, fixture->document, fixture->library, NULL));
  fixture->panel = find_widget (fixture->window, HEED_TYPE_LESSON_PANEL);
  gtk_window_present (GTK_WINDOW (fixture->window));

  heed_window_set_text (HEED_WINDOW (fixture->window), SENTENCE);
  heed_document_open (fixture->document,
                      heed_model_library_get_default (fixture->library)->path);
  iterate_until_finished (fixture->document);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_clear_pointer (&fixture->lesson, heed_lesson_free);
  g_object_unref (fixture->document);
  g_object_unref (fixture->worker);
  heed_model_library_unref (fixture->library);
}

/* --- What the panel shows ------------------------------------------------ */

static gboolean
is_in (Fixture    *fixture,
       const char *state)
{
  g_autofree char *found = NULL;

  g_object_get (fixture->panel, "state", &found, NULL);

  return g_str_equal (found, state);
}

static void
wait_for (Fixture    *fixture,
          const char *state)
{
  while (!is_in (fixture, state))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
count_cb (gpointer user_data)
{
  guint *n_left = user_data;

  (*n_left)--;

  return *n_left > 0;
}

/* As long as the panel looks some times. */
static void
let_it_look (void)
{
  guint n_left = 6;

  g_timeout_add (60, count_cb, &n_left);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct {
  const char *text;
  gboolean    is_found;
} Search;

static void
search_text (GtkWidget *widget,
             gpointer   data)
{
  Search *search = data;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), search->text) != NULL)
    search->is_found = TRUE;
}

/* Up to the first text of the window that stands in it. */
static gboolean
says (Fixture    *fixture,
      const char *text)
{
  g_autofree char *start = g_strndup (text, strcspn (text, "{"));
  Search search = { start, FALSE };

  for_each_widget (fixture->panel, search_text, &search);

  return search.is_found;
}

static void
search_pointed (GtkWidget *widget,
                gpointer   data)
{
  if (gtk_widget_has_css_class (widget, "pointed"))
    *(GtkWidget **) data = widget;
}

static GtkWidget *
find_pointed (Fixture *fixture)
{
  GtkWidget *pointed = NULL;

  for_each_widget (fixture->window, search_pointed, &pointed);

  return pointed;
}

/* --- Playing ------------------------------------------------------------- */

static void
answer (Fixture *fixture,
        guint    i)
{
  gtk_widget_activate_action (fixture->panel, "lesson.answer", "u", i);
}

static void
answer_question (Fixture              *fixture,
                 const HeedLessonStep *step)
{
  answer (fixture, (step->right + 1) % step->n_answers);
  g_assert_true (is_in (fixture, "waiting"));
  answer (fixture, step->right);
  g_assert_true (is_in (fixture, "done"));
}

/* Nothing that was there before is taken for what the person is to do. */
static void
do_task (Fixture              *fixture,
         const HeedLessonStep *step)
{
  gint64 end = g_get_monotonic_time () + LONGEST_SHOWING;

  let_it_look ();
  g_assert_true (is_in (fixture, "waiting"));
  gtk_widget_activate_action (fixture->panel, "lesson.show-me", NULL);
  g_assert_true (is_in (fixture, "showing"));
  while (is_in (fixture, "showing"))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (is_in (fixture, "done"));
}

static void
play_step (Fixture              *fixture,
           const HeedLessonStep *step)
{
  while (is_in (fixture, "setting"))
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (says (fixture, "could not be set up"));
  g_assert_true (says (fixture, step->say));
  if (step->point != NULL)
    let_it_look ();
  g_assert_true ((step->point != NULL) == (find_pointed (fixture) != NULL));

  if (step->answers != NULL)
    answer_question (fixture, step);
  else if (step->until != NULL)
    do_task (fixture, step);

  g_assert_true (is_in (fixture, "done"));
  g_assert_true (step->because == NULL || says (fixture, step->because));
  gtk_widget_activate_action (fixture->panel, "lesson.next", NULL);
}

static void
begin (Fixture    *fixture,
       const char *name,
       const char *language)
{
  g_autofree char *uri = g_strconcat ("resource://" HEED_LESSON_RESOURCES "/", name, NULL);
  g_autoptr(GFile) file = g_file_new_for_uri (uri);
  const char *const languages[] = { language, NULL };
  g_autoptr(GError) error = NULL;

  g_setenv ("LANGUAGE", language, TRUE);
  fixture->lesson = heed_lesson_load (file, languages, &error);
  g_assert_no_error (error);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "lesson",
                                  g_variant_new_string (uri));
}

/* What the person had before is there again. */
static void
assert_is_as_before (Fixture *fixture)
{
  wait_for (fixture, "none");
  iterate_until_finished (fixture->document);

  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, SENTENCE);
  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==,
                   heed_model_library_get_default (fixture->library)->path);
  g_assert_cmpuint (heed_change_list_get_n (heed_document_get_changes (fixture->document)), ==, 0);
  g_assert_null (find_pointed (fixture));
}

static void
test_lesson_panel_plays (Fixture       *fixture,
                         gconstpointer  user_data)
{
  const Played *played = user_data;

  begin (fixture, played->name, played->language);
  for (guint i = 0; i < fixture->lesson->steps->len; i++)
    {
      g_test_message ("%s, step %u", played->name, i + 1);
      play_step (fixture, heed_lesson_get_step (fixture->lesson, i));
    }

  assert_is_as_before (fixture);
}

/* --- By hand ------------------------------------------------------------- */

static void
test_lesson_panel_leaving_brings_changes_back (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  const HeedChange silenced = { .kind = HEED_CHANGE_SILENCED, .is_on = TRUE,
                                .site = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN } };
  HeedChangeList *changes = heed_document_get_changes (fixture->document);

  heed_change_list_put (changes, heed_change_new (&silenced));
  iterate_until_finished (fixture->document);
  begin (fixture, "01-why-attention.json", "en");
  wait_for (fixture, "done");
  g_assert_cmpstr (heed_document_get_text (fixture->document), !=, SENTENCE);

  gtk_widget_activate_action (fixture->panel, "lesson.leave", NULL);
  wait_for (fixture, "none");
  iterate_until_finished (fixture->document);

  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, SENTENCE);
  g_assert_cmpuint (heed_change_list_get_n (changes), ==, 1);
}

/* A lesson speaks of attention, whatever is shown in its place. */
static void
test_lesson_panel_shows_attention (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  GtkWidget *page = find_widget (fixture->window, HEED_TYPE_PAGE);
  GObject *options = heed_page_get_options (HEED_PAGE (page));
  int source = -1;

  g_object_set (options, "source", HEED_VIEW_OF_OCCLUSION, NULL);
  begin (fixture, "01-why-attention.json", "en");
  wait_for (fixture, "done");
  g_object_get (options, "source", &source, NULL);
  g_assert_cmpint (source, ==, HEED_VIEW_OF_ATTENTION);

  gtk_widget_activate_action (fixture->panel, "lesson.leave", NULL);
  assert_is_as_before (fixture);
  g_object_get (options, "source", &source, NULL);
  g_assert_cmpint (source, ==, HEED_VIEW_OF_OCCLUSION);
}

/* The person does it, and the panel sees it, whichever way it was done. */
static void
test_lesson_panel_sees_what_the_person_does (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  begin (fixture, "01-why-attention.json", "en");
  wait_for (fixture, "done");
  gtk_widget_activate_action (fixture->panel, "lesson.next", NULL);
  gtk_widget_activate_action (fixture->panel, "lesson.next", NULL);
  wait_for (fixture, "waiting");

  heed_document_set_text (fixture->document, "one two three four five six seven eight nine");
  let_it_look ();
  g_assert_true (is_in (fixture, "waiting"));

  heed_document_set_text (fixture->document, "one two three four five six seven eight nine ten");
  wait_for (fixture, "done");
  gtk_widget_activate_action (fixture->panel, "lesson.leave", NULL);
  assert_is_as_before (fixture);
}

static HeedDocumentView *
get_view (Fixture *fixture)
{
  return heed_document_get_view (fixture->document);
}

/* Goes on to a step whose number counts from 0, skipping those before it. */
static void
skip_to (Fixture *fixture,
         guint    step)
{
  for (guint i = 0; i < step; i++)
    {
      while (is_in (fixture, "setting"))
        g_main_context_iteration (NULL, TRUE);
      gtk_widget_activate_action (fixture->panel, "lesson.next", NULL);
    }

  while (is_in (fixture, "setting"))
    g_main_context_iteration (NULL, TRUE);
}

/* The wrong row is answered, although nothing else is to be said of it. */
static void
test_lesson_panel_answers_a_wrong_row (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  const HeedLessonStep *step;
  gint64 end = g_get_monotonic_time () + SOONER_THAN_STILL;

  begin (fixture, "02-one-step.json", "en");
  skip_to (fixture, 9);
  step = heed_lesson_get_step (fixture->lesson, 9);
  let_it_look ();

  heed_document_view_select_cell (get_view (fixture), 5, -1);
  while (!says (fixture, step->hint) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (says (fixture, step->hint));
  g_assert_true (is_in (fixture, "waiting"));

  gtk_widget_activate_action (fixture->panel, "lesson.leave", NULL);
  assert_is_as_before (fixture);
}

/* The end of the sentence is no word, and what a step is about is not left out of its picture,
 * although the step before asked to leave it out. */
static void
test_lesson_panel_frames_a_word (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  GtkWidget *page = find_widget (fixture->window, HEED_TYPE_PAGE);
  GtkWidget *sinks = heed_page_find_part (HEED_PAGE (page), "sinks");
  int rule = -1;

  g_object_set (sinks, "rule", HEED_SINKS_HIDDEN, NULL);
  begin (fixture, "08-not-explanation.json", "en");
  wait_for (fixture, "done");
  g_object_get (sinks, "rule", &rule, NULL);
  g_assert_cmpint (rule, ==, HEED_SINKS_SHOWN);
  g_assert_cmpint (heed_document_view_get_row (get_view (fixture)), <,
                   (int) heed_document_get_translation (fixture->document)->steps->len - 1);

  gtk_widget_activate_action (fixture->panel, "lesson.leave", NULL);
  assert_is_as_before (fixture);
  g_object_get (sinks, "rule", &rule, NULL);
  g_assert_cmpint (rule, ==, HEED_SINKS_HIDDEN);
}

/* Who skips to the end goes on from there, and still gets the own sentence back. */
static void
test_lesson_panel_goes_on_to_the_next_lesson (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  g_autofree char *title = NULL;

  begin (fixture, "01-why-attention.json", "en");
  title = g_strdup (fixture->lesson->title);
  g_assert_true (says (fixture, title));
  for (guint i = 0; i + 1 < fixture->lesson->steps->len; i++)
    gtk_widget_activate_action (fixture->panel, "lesson.next", NULL);
  wait_for (fixture, "done");

  gtk_widget_activate_action (fixture->panel, "lesson.next-lesson", NULL);
  g_assert_false (says (fixture, title));
  g_assert_true (says (fixture, "1 of"));
  wait_for (fixture, "done");
  gtk_widget_activate_action (fixture->panel, "lesson.leave", NULL);
  assert_is_as_before (fixture);
}

static void
test_lesson_panel_refuses_what_is_no_lesson (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "no-lesson.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (
    path, "{\"title\": \"x\", \"steps\": [{\"tell\": \"y\"}]}", -1, NULL));
  g_assert_false (heed_lesson_panel_open (HEED_LESSON_PANEL (fixture->panel), file, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_true (is_in (fixture, "none"));
  g_remove (path);
}

/* The transport has no buttons for a room, so the step says how they come back. */
static void
test_lesson_panel_says_what_a_room_does_not_see (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  static const char hidden[] = "The presentation hides the part";
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "room.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (
    path, "{\"title\": \"x\", \"steps\": [{\"say\": \"y\", \"point\": \"transport\"}]}", -1, NULL));
  heed_lesson_panel_open (HEED_LESSON_PANEL (fixture->panel), file, &error);
  g_assert_no_error (error);
  let_it_look ();
  g_assert_nonnull (find_pointed (fixture));
  g_assert_false (says (fixture, hidden));

  gtk_widget_activate_action (fixture->window, "win.present", NULL);
  let_it_look ();
  g_assert_null (find_pointed (fixture));
  g_assert_true (says (fixture, hidden));

  gtk_widget_activate_action (fixture->window, "win.present", NULL);
  let_it_look ();
  g_assert_nonnull (find_pointed (fixture));
  g_assert_false (says (fixture, hidden));
  g_remove (path);
}

/* Each name that a step may point at is a part of the window. */
static void
test_lesson_panel_knows_every_part (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  const char *const *parts = heed_lesson_get_parts ();
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "parts.json", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  gtk_widget_activate_action (fixture->window, "win.show-page", "s", "train");
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"title\": \"x\", \"steps\": [{\"say\": \"y\", \"point\": \"%s\"}]}", parts[i]);
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      heed_lesson_panel_open (HEED_LESSON_PANEL (fixture->panel), file, &error);
      g_assert_no_error (error);
      let_it_look ();
      if (find_pointed (fixture) == NULL)
        g_error ("expected a part called %s, found none", parts[i]);
    }

  g_remove (path);
}

static void
played_free (gpointer data)
{
  Played *played = data;

  g_free (played->name);
  g_free (played);
}

/* Returns: (transfer full): what the tests are given, to be freed after them */
static GPtrArray *
add_lessons (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (played_free);
  static const char *const languages[] = { "en", "zh" };
  g_auto(GStrv) names = g_resources_enumerate_children (HEED_LESSON_RESOURCES, 0, NULL);

  g_assert_nonnull (names);
  for (guint i = 0; names[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
      {
        Played *played = g_new0 (Played, 1);
        g_autofree char *path =
          g_strdup_printf ("/lesson-panel/plays/%s/%s", names[i], languages[j]);

        played->name = g_strdup (names[i]);
        played->language = languages[j];
        g_ptr_array_add (all, played);
        g_test_add (path, Fixture, played, set_up, test_lesson_panel_plays, tear_down);
      }

  return all;
}

#define ADD(name, test) g_test_add ("/lesson-panel/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) played = NULL;

  gtk_test_init (&argc, &argv, NULL);

  ADD ("leaving-brings-changes-back", test_lesson_panel_leaving_brings_changes_back);
  ADD ("shows-attention", test_lesson_panel_shows_attention);
  ADD ("sees-what-the-person-does", test_lesson_panel_sees_what_the_person_does);
  ADD ("answers-a-wrong-row", test_lesson_panel_answers_a_wrong_row);
  ADD ("frames-a-word", test_lesson_panel_frames_a_word);
  ADD ("goes-on-to-the-next-lesson", test_lesson_panel_goes_on_to_the_next_lesson);
  ADD ("refuses-what-is-no-lesson", test_lesson_panel_refuses_what_is_no_lesson);
  ADD ("says-what-a-room-does-not-see", test_lesson_panel_says_what_a_room_does_not_see);
  ADD ("knows-every-part", test_lesson_panel_knows_every_part);
  played = add_lessons ();

  return g_test_run ();
}
