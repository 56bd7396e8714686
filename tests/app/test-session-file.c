/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/sessions/session-changes.c, app/core/sessions/session-comparison.c,
 *         app/core/sessions/session-fields.c, app/core/sessions/session-fit.c,
 *         app/core/sessions/session-site.c
 */

#include "app/core/sessions/session-file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("heed-session-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "lesson.heed", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }

  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* --- A session with one of everything ------------------------------------ */

static const HeedPin pins[] = {
  { { HEED_ATTENTION_CROSS, 1, 0 }, 3, 2, 0.1f },
  { { HEED_ATTENTION_CROSS, 1, 3 }, 3, 5, 1.0f / 3.0f },
};

static const guint32 ids[] = { 7, 0, 4294967295u };

static const HeedChange all_changes[] = {
  { .kind = HEED_CHANGE_HIDDEN, .is_on = TRUE, .position = 2, .label = "tea" },
  { .kind = HEED_CHANGE_TOKEN, .is_on = FALSE, .position = 4, .token_id = 17, .label = "thé" },
  { .kind = HEED_CHANGE_PREFIX, .is_on = TRUE, .ids = ids, .n_ids = 3, .is_whole = TRUE,
    .label = "Je \"voudrais\" 茶" },
  { .kind = HEED_CHANGE_ROW, .is_on = TRUE, .site = { HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN },
    .position = 3, .factor = 0.25f, .pins = pins, .n_pins = 2, .is_held = TRUE },
  { .kind = HEED_CHANGE_TEMPER, .is_on = TRUE, .position = HEED_EVERY_ROW, .factor = 1e-3f,
    .site = { HEED_ATTENTION_DECODER_SELF, HEED_EVERY_LAYER, HEED_HEAD_MEAN } },
  { .kind = HEED_CHANGE_SILENCED, .is_on = FALSE, .position = HEED_EVERY_ROW,
    .site = { HEED_ATTENTION_ENCODER_SELF, 0, 5 } },
  { .kind = HEED_CHANGE_REPLACED, .is_on = TRUE, .position = 1, .ids = ids, .n_ids = 2,
    .n_replaced = 1, .label = "cup", .replacement = "tasse à thé" },
  { .kind = HEED_CHANGE_ROW, .is_on = TRUE, .site = { HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN },
    .position = 5, .factor = 0.6f, .pins = pins, .n_pins = 2, .is_held = TRUE, .is_found = TRUE,
    .is_best = TRUE, .label = "thé" },
};

/* Of three sides, two of which have a model. */
static HeedSessionComparison *
new_comparison (void)
{
  HeedSessionComparison *comparison = heed_session_comparison_new ();

  g_free (comparison->by);
  comparison->by = g_strdup ("sentences");
  comparison->has_same_target = TRUE;
  comparison->shows_difference = TRUE;
  comparison->n_sides = 3;
  comparison->sides[1] = (HeedSessionSide) {
    .model = { g_strdup ("/models/en-fr-dot.safetensors"), g_strnfill (64, 'b'), NULL },
    .text = g_strdup ("Another \"one\"."),
    .site = { HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN },
    .heads = 6,
  };
  comparison->sides[2].site = (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 0, 2 };

  return comparison;
}

static HeedSessionFile *
new_session (void)
{
  HeedSessionFile *file = heed_session_file_new ();

  file->model.path = g_strdup ("/models/en-fr.safetensors");
  file->model.sha256 = g_strnfill (64, 'a');
  file->model.description = g_strdup ("{\"score\": \"dot\"}");
  g_free (file->text);
  file->text = g_strdup ("A cup of \"tea\",\n茶 \\ please.");
  file->decoding = (HeedDecoding) {
    .kind = HEED_DECODING_BEAM,
    .beam = { 7, 40, HEED_LENGTH_GNMT, 0.1, 1.0 / 3.0, TRUE },
    .sampling = { 0.7, 40, 0.9, G_MAXUINT64 },
  };
  for (guint i = 0; i < G_N_ELEMENTS (all_changes); i++)
    g_ptr_array_add (file->changes, heed_change_new (&all_changes[i]));
  file->page = g_strdup ("translate");
  file->site = (HeedAttentionSite) { HEED_ATTENTION_DECODER_SELF, 2, 3 };
  file->heads = 5;
  file->row = 0;
  file->column = 4;
  file->n_played = 3;
  g_hash_table_insert (file->options, g_strdup ("palette"), g_strdup ("viridis"));
  g_hash_table_insert (file->options, g_strdup ("threshold"), g_strdup ("0.05"));
  file->comparison = new_comparison ();
  file->saved_as = g_strdup ("/home/a/lesson.heed");
  file->is_left = TRUE;

  return file;
}

static void
assert_same_change (const HeedChange *a,
                    const HeedChange *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->is_on, ==, b->is_on);
  g_assert_cmpint (a->site.kind, ==, b->site.kind);
  g_assert_cmpint (a->position, ==, b->position);
  g_assert_cmpuint (a->token_id, ==, b->token_id);
  g_assert_true (a->factor == b->factor);
  g_assert_cmpint (a->is_whole, ==, b->is_whole);
  g_assert_cmpint (a->is_held, ==, b->is_held);
  g_assert_cmpint (a->is_found, ==, b->is_found);
  g_assert_cmpint (a->is_best, ==, b->is_best);
  g_assert_cmpuint (a->n_replaced, ==, b->n_replaced);
  g_assert_cmpstr (a->replacement, ==, b->replacement);
  g_assert_cmpstr (a->label, ==, b->label);
  g_assert_cmpmem (a->ids, a->n_ids * sizeof *a->ids, b->ids, b->n_ids * sizeof *b->ids);
  g_assert_cmpmem (a->pins, a->n_pins * sizeof *a->pins, b->pins, b->n_pins * sizeof *b->pins);
}

static void
assert_same_comparison (const HeedSessionComparison *a,
                        const HeedSessionComparison *b)
{
  g_assert_true ((a == NULL) == (b == NULL));
  if (a == NULL)
    return;

  g_assert_cmpstr (a->by, ==, b->by);
  g_assert_cmpint (a->has_same_target, ==, b->has_same_target);
  g_assert_cmpint (a->shows_difference, ==, b->shows_difference);
  g_assert_cmpuint (a->n_sides, ==, b->n_sides);
  for (guint i = 1; i < a->n_sides; i++)
    {
      g_assert_cmpstr (a->sides[i].model.path, ==, b->sides[i].model.path);
      g_assert_cmpstr (a->sides[i].model.sha256, ==, b->sides[i].model.sha256);
      g_assert_cmpstr (a->sides[i].text, ==, b->sides[i].text);
      g_assert_cmpmem (&a->sides[i].site, sizeof a->sides[i].site, &b->sides[i].site,
                       sizeof b->sides[i].site);
      g_assert_cmphex (a->sides[i].heads, ==, b->sides[i].heads);
    }
}

static void
assert_same (const HeedSessionFile *a,
             const HeedSessionFile *b)
{
  g_assert_cmpstr (a->model.path, ==, b->model.path);
  g_assert_cmpstr (a->model.sha256, ==, b->model.sha256);
  g_assert_cmpstr (a->model.description, ==, b->model.description);
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpint (a->decoding.kind, ==, b->decoding.kind);
  g_assert_cmpmem (&a->decoding.beam, sizeof a->decoding.beam, &b->decoding.beam,
                   sizeof b->decoding.beam);
  g_assert_cmpmem (&a->decoding.sampling, sizeof a->decoding.sampling, &b->decoding.sampling,
                   sizeof b->decoding.sampling);
  g_assert_cmpuint (a->changes->len, ==, b->changes->len);
  for (guint i = 0; i < a->changes->len; i++)
    assert_same_change (g_ptr_array_index (a->changes, i), g_ptr_array_index (b->changes, i));
  g_assert_cmpstr (a->page, ==, b->page);
  g_assert_cmpmem (&a->site, sizeof a->site, &b->site, sizeof b->site);
  g_assert_cmphex (a->heads, ==, b->heads);
  g_assert_cmpint (a->row, ==, b->row);
  g_assert_cmpint (a->column, ==, b->column);
  g_assert_cmpuint (a->n_played, ==, b->n_played);
  g_assert_cmpuint (g_hash_table_size (a->options), ==, g_hash_table_size (b->options));
  g_assert_cmpstr (g_hash_table_lookup (a->options, "threshold"), ==,
                   g_hash_table_lookup (b->options, "threshold"));
  assert_same_comparison (a->comparison, b->comparison);
  g_assert_cmpstr (a->saved_as, ==, b->saved_as);
  g_assert_cmpint (a->is_left, ==, b->is_left);
}

static void
test_session_file_comes_back_as_it_was (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) saved = new_session ();
  g_autoptr(HeedSessionFile) opened = NULL;
  g_autoptr(GError) error = NULL;

  heed_session_file_save (saved, fixture->path, &error);
  g_assert_no_error (error);
  opened = heed_session_file_load (fixture->path, &error);
  g_assert_no_error (error);

  assert_same (opened, saved);
}

/* The first and the last that a set can have. */
static void
test_session_file_keeps_a_set_of_heads (void)
{
  static const guint64 sets[] = { 0, 5, G_GUINT64_CONSTANT (0x8000000000000001), G_MAXUINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autoptr(HeedSessionFile) saved = heed_session_file_new ();
      g_autoptr(HeedSessionFile) opened = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      saved->heads = sets[i];
      text = heed_session_file_to_text (saved);
      opened = heed_session_file_parse ("a", text, strlen (text), &error);
      g_assert_no_error (error);
      assert_same (opened, saved);
    }
}

/* As Heed 1 wrote it before sets of heads were kept. */
static void
test_session_file_without_a_set_of_heads_is_of_all (void)
{
  static const char text[] = "{\"heed_session\": 1, \"sentence\": \"a\", "
                             "\"view\": {\"attention\": \"cross\", \"layer\": 1}}";
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSessionFile) file = heed_session_file_parse ("a", text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpint (file->site.layer, ==, 1);
  g_assert_cmpint (file->site.head, ==, HEED_HEAD_MEAN);
  g_assert_cmphex (file->heads, ==, 0);
}

static void
test_session_file_of_nothing_comes_back_too (void)
{
  g_autoptr(HeedSessionFile) saved = heed_session_file_new ();
  g_autofree char *text = heed_session_file_to_text (saved);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSessionFile) opened = heed_session_file_parse ("a", text, strlen (text), &error);

  g_assert_no_error (error);
  assert_same (opened, saved);
}

/* --- What is not as it should be ----------------------------------------- */

static void
assert_refused (const char *text,
                const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedSessionFile) file =
    heed_session_file_parse ("lesson.heed", text, strlen (text), &error);

  g_assert_null (file);
  g_assert_nonnull (error);
  g_assert_cmpint (error->domain, ==, HEED_ERROR);
  if (!g_str_equal (error->message, message))
    g_error ("expected “%s”, found “%s”", message, error->message);
}

static void
test_session_file_of_a_newer_version_is_refused (void)
{
  assert_refused ("{\"heed_session\": 2}",
                  "lesson.heed: heed_session: expected version 1, as this Heed writes it; "
                  "a newer one wrote this, found 2");
  assert_refused ("{\"heed_session\": 0}",
                  "lesson.heed: heed_session: expected a whole number from 1 to 4294967295, "
                  "found 0");
  assert_refused ("{}", "lesson.heed: heed_session: expected a value, found nothing");
  assert_refused ("[]", "lesson.heed: expected an object, found a list of 0");
}

static void
test_session_file_says_which_field_is_wrong (void)
{
  static const struct {
    const char *fields;
    const char *message;
  } wrong[] = {
    { "\"sentence\": 5", "sentence: expected a text, found 5" },
    { "\"model\": {\"path\": \"a\"}", "model.path: expected an absolute path, found \"a\"" },
    { "\"model\": {}", "model.path: expected a value, found nothing" },
    { "\"model\": {\"path\": \"/a\", \"sha256\": \"AB\"}",
      "model.sha256: expected 64 digits from 0 to f, found \"AB\"" },
    { "\"decoding\": {\"width\": 0}",
      "decoding.width: expected a whole number from 1 to 1000, found 0" },
    { "\"decoding\": {\"seed\": \"-1\"}",
      "decoding.seed: expected a whole number as a text, found \"-1\"" },
    { "\"decoding\": {\"top_p\": 0}", "decoding.top_p: expected a number above 0, found 0" },
    { "\"changes\": [3]", "changes[0]: expected an object, found 3" },
    { "\"changes\": [{}]", "changes[0].kind: expected a value, found nothing" },
    { "\"changes\": [{\"kind\": \"hidden\"}]",
      "changes[0].position: expected a value, found nothing" },
    { "\"changes\": [{\"kind\": \"hidden\", \"position\": -1}]",
      "changes[0].position: expected a whole number from 0 to 1000000, found -1" },
    { "\"changes\": [{\"kind\": \"row\", \"position\": 0}]",
      "changes[0].cells: expected a list of some, found nothing" },
    { "\"changes\": [{\"kind\": \"row\", \"position\": 0, \"cells\": [{\"weight\": 1.5}]}]",
      "changes[0].cells[0].weight: expected a number from 0 to 1, found 1.5" },
    { "\"changes\": [{\"kind\": \"temper\", \"factor\": 0}]",
      "changes[0].factor: expected a number above 0, found 0" },
    { "\"changes\": [{\"kind\": \"prefix\", \"ids\": [\"a\"]}]",
      "changes[0].ids[0]: expected a whole number from 0 to 4294967295, found \"a\"" },
    { "\"view\": {\"layer\": 2000000}",
      "view.layer: expected a whole number from 0 to 1000000, found 2000000" },
    { "\"view\": {\"heads\": [64]}",
      "view.heads[0]: expected a whole number from 0 to 63, found 64" },
    { "\"comparison\": {\"by\": \"models\"}",
      "comparison.sides: expected a value, found nothing" },
    { "\"comparison\": {\"sides\": [3]}", "comparison.sides[0]: expected an object, found 3" },
    { "\"comparison\": {\"sides\": [{\"model\": {\"path\": \"a\"}}]}",
      "comparison.sides[0].model.path: expected an absolute path, found \"a\"" },
    { "\"view\": {\"options\": {\"palette\": 3}}",
      "view.options.palette: expected a text, found 3" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"heed_session\": 1, %s}", wrong[i].fields);
      g_autofree char *message = g_strdup_printf ("lesson.heed: %s", wrong[i].message);

      assert_refused (text, message);
    }
}

static void
test_session_file_that_ends_anywhere_is_refused (void)
{
  g_autoptr(HeedSessionFile) saved = new_session ();
  g_autofree char *text = heed_session_file_to_text (saved);

  g_strchomp (text);
  for (gsize n_bytes = 0; n_bytes < strlen (text); n_bytes++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (heed_session_file_parse ("a", text, n_bytes, &error));
      g_assert_nonnull (error);
    }
}

/* Each value in turn becomes another one; whatever comes of it is a session or a
 * message. */
static void
test_session_file_with_any_other_value_harms_nobody (void)
{
  static const char *const others[] = { "null", "-1", "1e300", "\"\"", "[]", "{}", "true" };
  g_autoptr(HeedSessionFile) saved = new_session ();
  g_autofree char *text = heed_session_file_to_text (saved);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_refused = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (others) && strstr (lines[i], ": ") != NULL; k++)
      {
        g_autofree char *before = g_steal_pointer (&lines[i]);
        g_autofree char *changed = NULL;
        g_autoptr(HeedSessionFile) file = NULL;
        char *value = strstr (before, ": ") + 2;

        lines[i] = g_strdup_printf ("%.*s%s%s", (int) (value - before), before, others[k],
                                    g_str_has_suffix (before, ",") ? "," : "");
        changed = g_strjoinv ("\n", lines);
        file = heed_session_file_parse ("a", changed, strlen (changed), NULL);
        n_refused += file == NULL;
        g_free (lines[i]);
        lines[i] = g_steal_pointer (&before);
      }

  g_assert_cmpuint (n_refused, >, 100);
}

/* --- Killed in the middle ------------------------------------------------ */

/* Saves one of two sessions after the other until it is killed. */
static void
save_for_ever (const char *path)
{
  g_autoptr(HeedSessionFile) one = new_session ();
  g_autoptr(HeedSessionFile) other = heed_session_file_new ();

  for (;;)
    {
      heed_session_file_save (one, path, NULL);
      heed_session_file_save (other, path, NULL);
    }
}

static void
wait_for_file (const char *path)
{
  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_usleep (100);
}

static void
test_session_file_survives_a_kill_while_it_is_saved (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr(HeedSessionFile) opened = NULL;
      g_autoptr(GError) error = NULL;
      pid_t child;

      child = fork ();
      if (child == 0)
        save_for_ever (fixture->path);

      wait_for_file (fixture->path);
      g_usleep (i * 97 % 1500);
      kill (child, SIGKILL);
      waitpid (child, NULL, 0);

      opened = heed_session_file_load (fixture->path, &error);
      g_assert_no_error (error);
      g_assert_true (opened->changes->len == 0 ||
                     opened->changes->len == G_N_ELEMENTS (all_changes));
    }
}

static void
test_session_file_that_cannot_be_saved_leaves_the_old_one (Fixture       *fixture,
                                                           gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) file = new_session ();
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "a.heed", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_session_file_save (file, nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* --- Another model ------------------------------------------------------- */

static void
test_session_file_leaves_out_what_the_model_has_not (void)
{
  const char *description =
    "{\"family\": \"transformer\", \"width\": 8, \"heads\": 2, \"layers\": 2,"
    " \"tokens\": {\"begin\": 1, \"end\": 2, \"padding\": 0, \"unknown\": 3},"
    " \"feed_forward\": 8, \"source_vocabulary\": 20, \"target_vocabulary\": 20}";
  g_autoptr(HeedSessionFile) file = new_session ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_new_random (description, 1, &error);

  g_assert_no_error (error);

  /* A token id, and heads and a layer. */
  g_assert_cmpuint (heed_session_file_fit (file, model), ==, 4);
  g_assert_cmpuint (file->changes->len, ==, 4);
  g_assert_cmpint (((HeedChange *) g_ptr_array_index (file->changes, 2))->kind, ==,
                   HEED_CHANGE_TEMPER);
}

#define ADD(name, test) \
  g_test_add ("/app/session-file/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("comes-back-as-it-was", test_session_file_comes_back_as_it_was);
  g_test_add_func ("/app/session-file/keeps-a-set-of-heads",
                   test_session_file_keeps_a_set_of_heads);
  g_test_add_func ("/app/session-file/without-a-set-of-heads-is-of-all",
                   test_session_file_without_a_set_of_heads_is_of_all);
  g_test_add_func ("/app/session-file/of-nothing-comes-back-too",
                   test_session_file_of_nothing_comes_back_too);
  g_test_add_func ("/app/session-file/of-a-newer-version-is-refused",
                   test_session_file_of_a_newer_version_is_refused);
  g_test_add_func ("/app/session-file/says-which-field-is-wrong",
                   test_session_file_says_which_field_is_wrong);
  g_test_add_func ("/app/session-file/that-ends-anywhere-is-refused",
                   test_session_file_that_ends_anywhere_is_refused);
  g_test_add_func ("/app/session-file/with-any-other-value-harms-nobody",
                   test_session_file_with_any_other_value_harms_nobody);
  ADD ("survives-a-kill-while-it-is-saved", test_session_file_survives_a_kill_while_it_is_saved);
  ADD ("that-cannot-be-saved-leaves-the-old-one",
       test_session_file_that_cannot_be_saved_leaves_the_old_one);
  g_test_add_func ("/app/session-file/leaves-out-what-the-model-has-not",
                   test_session_file_leaves_out_what_the_model_has_not);

  return g_test_run ();
}
