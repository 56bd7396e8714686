/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/lessons/lesson-scene.c
 */

#include <string.h>

#include "app/core/lessons/lesson.h"
#include "engine/heed.h"

static const char *const english[] = { "en", NULL };

static HeedLesson *
parse (const char         *text,
       const char *const  *languages,
       GError            **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return heed_lesson_parse ("my.json", bytes, languages, error);
}

/* With one step, of these fields. */
static HeedLesson *
parse_step (const char *fields)
{
  g_autofree char *text =
    g_strdup_printf ("{\"title\": \"t\", \"steps\": [{\"say\": \"s\", %s}]}", fields);
  g_autoptr(GError) error = NULL;
  HeedLesson *lesson = parse (text, english, &error);

  g_assert_no_error (error);

  return lesson;
}

static void
assert_refused (const char *text,
                const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedLesson) lesson = parse (text, english, &error);

  g_assert_null (lesson);
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_step_refused (const char *fields,
                     const char *message)
{
  g_autofree char *text =
    g_strdup_printf ("{\"title\": \"t\", \"steps\": [{\"say\": \"s\", %s}]}", fields);

  assert_refused (text, message);
}

/* --- What a file says ---------------------------------------------------- */

static void
test_lesson_reads_every_field (void)
{
  g_autoptr(HeedLesson) lesson = parse_step (
    "\"set\": {\"model\": \"en-fr\", \"head\": 2}, \"point\": \"heatmap\","
    "\"until\": {\"column\": \"any\", \"words\": 3}, \"show\": {\"column\": \"end\"},"
    "\"hint\": \"h\", \"because\": \"b\"");
  const HeedLessonStep *step = heed_lesson_get_step (lesson, 0);

  g_assert_cmpstr (lesson->title, ==, "t");
  g_assert_cmpuint (lesson->minutes, ==, 0);
  g_assert_cmpstr (step->say, ==, "s");
  g_assert_cmpstr (step->point, ==, "heatmap");
  g_assert_cmpstr (step->set->texts[HEED_SCENE_MODEL], ==, "en-fr");
  g_assert_cmpfloat (step->set->numbers[HEED_SCENE_HEAD], ==, 2.0);
  g_assert_true (heed_scene_wants (step->until, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_ANY));
  g_assert_true (heed_scene_wants (step->show, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_END));
  g_assert_false (heed_scene_has (step->show, HEED_SCENE_WORDS));
  g_assert_cmpstr (step->hint, ==, "h");
  g_assert_cmpstr (step->because, ==, "b");
}

static void
test_lesson_right_answer_is_counted_from_one (void)
{
  g_autoptr(HeedLesson) lesson = parse_step ("\"answers\": [\"a\", \"b\", \"c\"], \"right\": 3");
  const HeedLessonStep *step = heed_lesson_get_step (lesson, 0);

  g_assert_cmpuint (step->n_answers, ==, 3);
  g_assert_cmpuint (step->right, ==, 2);
  g_assert_cmpstr (step->answers[2], ==, "c");
}

static void
test_lesson_speaks_the_persons_language (void)
{
  static const char *const chinese[] = { "zh_CN.UTF-8", "zh_CN", "zh", "C", NULL };
  static const char *const german[] = { "de", "C", NULL };
  const char *text = "{\"title\": {\"en\": \"one\", \"zh\": \"一\"},"
                     " \"steps\": [{\"say\": {\"fr\": \"deux\", \"zh\": \"二\"}}]}";
  g_autoptr(HeedLesson) in_chinese = parse (text, chinese, NULL);
  g_autoptr(HeedLesson) in_german = parse (text, german, NULL);

  g_assert_cmpstr (in_chinese->title, ==, "一");
  g_assert_cmpstr (heed_lesson_get_step (in_chinese, 0)->say, ==, "二");
  g_assert_cmpstr (in_german->title, ==, "one");
  g_assert_cmpstr (heed_lesson_get_step (in_german, 0)->say, ==, "deux");
}

static void
test_lesson_shows_what_it_waits_for (void)
{
  g_autoptr(HeedLesson) lesson = parse_step ("\"until\": {\"view\": \"ribbons\"}");
  const HeedLessonStep *step = heed_lesson_get_step (lesson, 0);

  g_assert_true (heed_scene_wants (step->show, HEED_SCENE_VIEW, 1));
}

/* --- What is wrong with it ----------------------------------------------- */

static void
test_lesson_names_what_is_wrong (void)
{
  assert_refused ("[]", "my.json: expected an object, found a list of 0");
  assert_refused ("{\"steps\": [{\"say\": \"s\"}]}",
                  "my.json: title: expected a value, found nothing");
  assert_refused ("{\"title\": \"t\", \"steps\": []}",
                  "my.json: steps: expected a list of 1 to 100 steps, found a list of 0");
  assert_refused ("{\"title\": \"t\", \"author\": \"me\", \"steps\": [{\"say\": \"s\"}]}",
                  "my.json: expected title, minutes, steps, found author");
  assert_refused ("{\"title\": \"\", \"steps\": [{\"say\": \"s\"}]}",
                  "my.json: title: expected a text of 1 to 1200 characters, found \"\"");
  assert_refused ("{\"title\": {\"en\": 1}, \"steps\": [{\"say\": \"s\"}]}",
                  "my.json: title.en: expected a text, found 1");
}

static void
test_lesson_names_what_is_wrong_in_a_step (void)
{
  assert_step_refused ("\"until\": {\"column\": \"darkest\"}",
                       "my.json: steps[0].until.column: expected one of none, strongest, weakest, "
                       "end, any, found \"darkest\"");
  assert_step_refused ("\"until\": {\"words\": 0}, \"show\": {\"sentence\": \"a\"}",
                       "my.json: steps[0].until.words: expected a whole number from 1 to 100, "
                       "found 0");
  assert_step_refused ("\"until\": {\"words\": 3}",
                       "my.json: steps[0].show: expected how \"until\" is done, which it does not "
                       "say, found nothing");
  assert_step_refused ("\"set\": {\"words\": 3}",
                       "my.json: steps[0].set.words: expected what the program can bring about by "
                       "itself, found 3");
  assert_step_refused ("\"set\": {\"changes\": \"none\", \"silenced\": 1}",
                       "my.json: steps[0].set.silenced: expected nothing beside \"changes\": "
                       "\"none\", found 1");
  assert_step_refused ("\"set\": {}",
                       "my.json: steps[0].set: expected an object with a field or more, found an "
                       "object");
  assert_step_refused ("\"answers\": [\"a\"], \"right\": 1",
                       "my.json: steps[0].answers: expected a list of 2 to 6 answers, found a list "
                       "of 1");
  assert_step_refused ("\"answers\": [\"a\", \"b\"], \"right\": 3",
                       "my.json: steps[0].right: expected a whole number from 1 to 2, found 3");
  assert_step_refused ("\"right\": 1",
                       "my.json: steps[0].right: expected nothing without \"answers\", found 1");
  assert_step_refused ("\"answers\": [\"a\", \"b\"], \"right\": 1, \"until\": {\"head\": 1}",
                       "my.json: steps[0].answers: expected either \"answers\" or \"until\" in a "
                       "step, found a list of 2");
}

/* Any beginning of a lesson is no lesson, and none of them does harm. */
static void
test_lesson_refuses_every_beginning (void)
{
  const char *text = "{\"title\": {\"en\": \"t\"}, \"minutes\": 3, \"steps\": [{\"say\": \"s\", "
                     "\"set\": {\"model\": \"m\", \"head\": 1}, \"until\": {\"row\": \"last\"}}, "
                     "{\"say\": \"q\", \"answers\": [\"a\", \"b\"], \"right\": 2}]}";

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (text, length);
      g_autoptr(GError) error = NULL;
      g_autoptr(HeedLesson) lesson = heed_lesson_parse ("x", bytes, english, &error);

      g_assert_null (lesson);
      g_assert_nonnull (error);
    }
}

static void
test_lesson_refuses_what_is_too_large (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (2 << 20), 2 << 20);
  g_autofree char *words = g_strnfill (1201, 'a');
  g_autofree char *text = g_strdup_printf ("\"hint\": \"%s\"", words);
  g_autofree char *message = g_strdup_printf (
    "my.json: steps[0].hint: expected a text of 1 to 1200 characters, found \"%.40s…\"", words);
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_lesson_parse ("x", bytes, english, &error));
  g_assert_cmpstr (error->message, ==, "x: expected at most 1048576 bytes, found 2097152");
  assert_step_refused (text, message);
}

/* --- Comparing ----------------------------------------------------------- */

static void
test_lesson_scene_holds_if_all_is_so (void)
{
  g_autoptr(HeedLesson) lesson = parse_step (
    "\"until\": {\"sentence\": \"The cat\", \"column\": \"strongest\", \"head\": 0, \"words\": 2},"
    "\"show\": {\"head\": 0}");
  const HeedScene *wanted = heed_lesson_get_step (lesson, 0)->until;
  g_autoptr(HeedScene) now = heed_scene_new ();

  heed_scene_say_text (now, HEED_SCENE_SENTENCE, " the CAT ");
  heed_scene_say_choice (now, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_ANY);
  heed_scene_say_number (now, HEED_SCENE_WORDS, 3);
  g_assert_false (heed_scene_holds (wanted, now));

  heed_scene_say_number (now, HEED_SCENE_HEAD, 0);
  g_assert_false (heed_scene_holds (wanted, now));

  heed_scene_say_choice (now, HEED_SCENE_COLUMN, HEED_SCENE_COLUMN_STRONGEST);
  g_assert_true (heed_scene_holds (wanted, now));

  heed_scene_say_number (now, HEED_SCENE_WORDS, 1);
  g_assert_false (heed_scene_holds (wanted, now));
}

/* Of several hidden words each is one of them. */
static void
test_lesson_scene_text_is_one_of_the_lines (void)
{
  g_autoptr(HeedScene) wanted = heed_scene_new ();
  g_autoptr(HeedScene) now = heed_scene_new ();

  heed_scene_say_text (wanted, HEED_SCENE_HIDDEN_WORD, "cat");
  heed_scene_say_text (now, HEED_SCENE_HIDDEN_WORD, "concat");
  g_assert_false (heed_scene_holds (wanted, now));
  heed_scene_say_text (now, HEED_SCENE_HIDDEN_WORD, "cat");
  g_assert_true (heed_scene_holds (wanted, now));
}

static void
test_lesson_scene_empty_sentence_is_a_sentence (void)
{
  g_autoptr(HeedScene) empty = heed_scene_new ();
  g_autoptr(HeedScene) now = heed_scene_new ();

  heed_scene_say_text (empty, HEED_SCENE_SENTENCE, "");
  g_assert_false (heed_scene_holds (empty, now));
  heed_scene_say_text (now, HEED_SCENE_SENTENCE, "");
  g_assert_true (heed_scene_holds (empty, now));
}

/* --- What is written of it ----------------------------------------------- */

static char *
load_documentation (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "lessons.md", NULL);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  return text;
}

static void
test_lesson_example_of_the_documentation_is_one (void)
{
  g_autofree char *text = load_documentation ();
  g_auto(GStrv) parts = g_strsplit (text, "```", 3);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedLesson) lesson = NULL;

  g_assert_true (g_str_has_prefix (parts[1], "json\n"));
  lesson = parse (parts[1] + strlen ("json\n"), english, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lesson->steps->len, ==, 4);
}

static void
assert_is_mentioned (const char *text,
                     const char *name)
{
  g_autofree char *quoted = g_strconcat ("`", name, "`", NULL);

  if (strstr (text, quoted) == NULL)
    g_error ("docs/lessons.md: expected %s, found nothing of it", quoted);
}

static void
test_lesson_documentation_has_every_name (void)
{
  g_autofree char *text = load_documentation ();
  const char *const *parts = heed_lesson_get_parts ();

  for (guint i = 0; parts[i] != NULL; i++)
    assert_is_mentioned (text, parts[i]);

  for (guint i = 0; i < HEED_N_SCENE_FIELDS; i++)
    {
      const HeedSceneFieldInfo *info = heed_scene_field_get_info ((HeedSceneField) i);

      assert_is_mentioned (text, info->name);
      for (guint j = 0; info->names != NULL && info->names[j] != NULL; j++)
        assert_is_mentioned (text, info->names[j]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lesson/reads-every-field", test_lesson_reads_every_field);
  g_test_add_func ("/lesson/right-answer-is-counted-from-one",
                   test_lesson_right_answer_is_counted_from_one);
  g_test_add_func ("/lesson/speaks-the-persons-language",
                   test_lesson_speaks_the_persons_language);
  g_test_add_func ("/lesson/shows-what-it-waits-for", test_lesson_shows_what_it_waits_for);
  g_test_add_func ("/lesson/names-what-is-wrong", test_lesson_names_what_is_wrong);
  g_test_add_func ("/lesson/names-what-is-wrong-in-a-step",
                   test_lesson_names_what_is_wrong_in_a_step);
  g_test_add_func ("/lesson/refuses-every-beginning", test_lesson_refuses_every_beginning);
  g_test_add_func ("/lesson/refuses-what-is-too-large", test_lesson_refuses_what_is_too_large);
  g_test_add_func ("/lesson/scene-holds-if-all-is-so", test_lesson_scene_holds_if_all_is_so);
  g_test_add_func ("/lesson/scene-text-is-one-of-the-lines",
                   test_lesson_scene_text_is_one_of_the_lines);
  g_test_add_func ("/lesson/scene-empty-sentence-is-a-sentence",
                   test_lesson_scene_empty_sentence_is_a_sentence);
  g_test_add_func ("/lesson/example-of-the-documentation-is-one",
                   test_lesson_example_of_the_documentation_is_one);
  g_test_add_func ("/lesson/documentation-has-every-name",
                   test_lesson_documentation_has_every_name);

  return g_test_run ();
}
