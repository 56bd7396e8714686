/* test-gold-file.c — files of gold links are read, and written back with minimal changes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/links/gold-file.c, app/core/links/gold-file-saving.c,
 *         app/core/links/gold-file-writing.c, app/core/links/gold-line.c
 */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/core/links/gold-file.h"
#include "app/core/links/gold-line.h"

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("heed-gold-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "gold", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name = g_dir_read_name (folder); name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static HeedGoldFile *
read_text (Fixture    *fixture,
           const char *text,
           int         first)
{
  g_autoptr(GError) error = NULL;
  HeedGoldFile *file;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  file = heed_gold_file_read (fixture->path, first, &error);
  g_assert_no_error (error);

  return file;
}

static void
assert_refused (Fixture    *fixture,
                const char *text,
                gssize      n_bytes,
                const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, n_bytes, NULL));
  g_assert_null (heed_gold_file_read (fixture->path, HEED_GOLD_FIRST_GUESSED, &error));
  g_assert_nonnull (error);
  g_assert_true (g_str_has_suffix (error->message, message));
}

static void
assert_links (HeedGoldFile *file,
              guint         sentence,
              const char   *links)
{
  g_autofree char *text = heed_alignment_dup_text (heed_gold_file_get (file, sentence));

  g_assert_cmpstr (text, ==, links);
}

/* Links are counted from 0, as in heed_alignment_parse(). */
static void
set_links (HeedGoldFile *file,
           guint         sentence,
           const char   *links)
{
  g_autoptr(HeedAlignment) alignment = heed_alignment_parse (links, 0, NULL);

  heed_gold_file_set (file, sentence, alignment);
}

static void
assert_saved (Fixture      *fixture,
              HeedGoldFile *file,
              const char   *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (heed_gold_file_save (file, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (heed_gold_file_get_n_changed (file), ==, 0);
}

/* --- Reading ---------------------------------------------------------------------- */

static void
test_gold_file_every_form_is_told_apart (Fixture       *fixture,
                                         gconstpointer  data)
{
  static const struct {
    const char   *text;
    HeedGoldForm  form;
    guint         first;
    gboolean      has_weights;
    const char   *links;
  } cases[] = {
    { "0-0 1p2 2?3\n", HEED_GOLD_AS_LINES, 0, FALSE, "0-0 1p2 2p3" },
    { "1s1 2p2 3p4 4s3\n", HEED_GOLD_AS_LINES, 1, FALSE, "0-0 1p1 3-2 2p3" },
    { "0-0:0.93 1-2:0.5\n", HEED_GOLD_AS_LINES, 0, TRUE, "0-0 1-2" },
    { "1 1 1 S\n1 2 3 P\n", HEED_GOLD_AS_ROWS, 1, FALSE, "0-0 1p2" },
    { "0001 2 1\n0001 0 4 P\n1 3 3 S 0.5\n", HEED_GOLD_AS_ROWS, 1, FALSE, "1-0 2-2" },
    { "\xef\xbb\xbf" "0-1\r\n", HEED_GOLD_AS_LINES, 0, FALSE, "0-1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(HeedGoldFile) file = read_text (fixture, cases[i].text, HEED_GOLD_FIRST_GUESSED);

      g_assert_cmpuint (heed_gold_file_get_form (file), ==, cases[i].form);
      g_assert_cmpuint (heed_gold_file_get_first (file), ==, cases[i].first);
      g_assert_cmpint (heed_gold_file_has_weights (file), ==, cases[i].has_weights);
      g_assert_cmpuint (heed_gold_file_get_n (file), ==, 1);
      assert_links (file, 0, cases[i].links);
    }
}

static void
test_gold_file_few_links_do_not_say_what_they_count_from (Fixture       *fixture,
                                                          gconstpointer  data)
{
  g_autoptr(HeedGoldFile) few = read_text (fixture, "1-1 2-2\n", HEED_GOLD_FIRST_GUESSED);
  g_autoptr(HeedGoldFile) told = read_text (fixture, "1-1 2-2\n", 1);

  g_assert_cmpuint (heed_gold_file_get_first (few), ==, 0);
  assert_links (few, 0, "1-1 2-2");
  assert_links (told, 0, "0-0 1-1");
}

static void
test_gold_file_rows_may_leave_sentences_out (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autoptr(HeedGoldFile) file = read_text (fixture, "3 1 1 S\n\n1 2 2 P\n", 0);

  g_assert_cmpuint (heed_gold_file_get_n (file), ==, 3);
  assert_links (file, 0, "1p1");
  assert_links (file, 1, "");
  assert_links (file, 2, "0-0");
}

static void
test_gold_file_empty_lines_are_sentences (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(HeedGoldFile) file = read_text (fixture, "0-0\n\n1-1", 0);

  g_assert_cmpuint (heed_gold_file_get_n (file), ==, 3);
  assert_links (file, 1, "");
  assert_links (file, 2, "1-1");
}

static void
test_gold_file_what_is_no_link_is_named_by_its_line (Fixture       *fixture,
                                                     gconstpointer  data)
{
  assert_refused (fixture, "0-0\n1-1 x\n", -1,
                  "line 2: link 2: expected source-target with positions from 0, found “x”");
  assert_refused (fixture, "1 1 1 S\n1 2 S\n", -1,
                  "line 2: expected sentence, source and target, from 1, found “1 2 S”");
  assert_refused (fixture, "1 1 1 S\n0 2 2 S\n", -1,
                  "line 2: expected sentence, source and target, from 1, found “0 2 2 S”");
  assert_refused (fixture, "1 1 1 S\n2000001 2 2 S\n", -1,
                  "line 2: expected sentence, source and target, from 1, found “2000001 2 2 S”");
  assert_refused (fixture, "1 1 1 S\n1 1 1 S x\n", -1,
                  "line 2: expected sentence, source and target, from 1, found “1 1 1 S x”");
  assert_refused (fixture, "0-0\0 1-1\n", 9, "expected a text of links, found a byte that is 0");
  assert_refused (fixture, "\xff\xfe 0-0\n", -1,
                  "line 1: link 1: expected source-target with positions from 0, found "
                  "“\xef\xbf\xbd\xef\xbf\xbd”");
}

static void
test_gold_file_a_pipe_is_refused (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_gold_file_read (fixture->folder, 0, &error));
  g_assert_true (g_str_has_suffix (error->message,
                                   "expected a file of links, found no regular file"));
}

/* Every truncation of a file is either read or refused with an error. */
static void
test_gold_file_every_truncation_is_read_or_refused (Fixture       *fixture,
                                                    gconstpointer  data)
{
  static const char *const texts[] = { "0-0 1p2:0.5\n3?4 5s6\r\n", "0017 1 2 S 0.5\n18 0 3 P\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize n = 0; n <= strlen (texts[i]); n++)
      {
        g_autoptr(HeedGoldFile) file = NULL;
        g_autoptr(GError) error = NULL;

        g_assert_true (g_file_set_contents (fixture->path, texts[i], (gssize) n, NULL));
        file = heed_gold_file_read (fixture->path, HEED_GOLD_FIRST_GUESSED, &error);
        g_assert_true ((file != NULL) == (error == NULL));
      }
}

static void
test_gold_file_links_beyond_the_words_are_named (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autoptr(HeedGoldFile) lines = read_text (fixture, "0-0\n4-2\n", 0);
  g_autoptr(HeedGoldFile) rows = read_text (fixture, "1 1 1 S\n2 1 9 S\n", 0);
  g_autoptr(GError) error = NULL;

  g_assert_true (heed_gold_file_check (lines, 1, 5, 3, NULL));
  g_assert_false (heed_gold_file_check (lines, 1, 4, 3, &error));
  g_assert_true (g_str_has_suffix (error->message, "line 2: expected links between 4 and 3 words, "
                                   "counted from 0, found 4-2"));
  g_clear_error (&error);
  g_assert_false (heed_gold_file_check (rows, 1, 3, 8, &error));
  g_assert_true (g_str_has_suffix (error->message, "line 2: expected links between 3 and 8 words, "
                                   "counted from 1, found 1-9"));
}

/* --- Writing ---------------------------------------------------------------------- */

/* The unchanged parts of a line keep their order, spaces and weights. */
static void
test_gold_file_only_what_changed_is_written_anew (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autoptr(HeedGoldFile) file =
    read_text (fixture, "3-3  0-0\r\n1-1 00-2\t2p2 \r\n  5-5\r\n", 0);

  set_links (file, 1, "0-2 1p1 4-4");
  g_assert_cmpuint (heed_gold_file_get_n_changed (file), ==, 1);
  assert_saved (fixture, file, "3-3  0-0\r\n1p1 00-2 4-4 \r\n  5-5\r\n");
  assert_links (file, 1, "1p1 0-2 4-4");
}

/* Links that are possible because of another file are written so once they were edited. */
static void
test_gold_file_probabilities_are_in_another_file (Fixture       *fixture,
                                                  gconstpointer  data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "prob", NULL);
  g_autoptr(HeedGoldFile) file = NULL;
  g_autoptr(HeedGoldFile) wrong = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "1-1 0-0\n\n2-2\n", -1, NULL));
  g_assert_true (g_file_set_contents (other, "0.25 0.75\n\n0.125\n", -1, NULL));
  file = heed_gold_file_read_with (fixture->path, other, 0, &error);
  g_assert_no_error (error);
  assert_links (file, 0, "0-0 1p1");
  assert_links (file, 2, "2p2");
  g_assert_cmpuint (heed_gold_file_get_n_changed (file), ==, 0);
  assert_saved (fixture, file, "1-1 0-0\n\n2-2\n");
  set_links (file, 0, "0-0 1p1 2-1");
  assert_saved (fixture, file, "1p1 0-0 2-1\n\n2p2\n");
  assert_links (file, 2, "2p2");

  wrong = heed_gold_file_read_with (fixture->path, other, 0, &error);
  g_assert_null (wrong);
  g_assert_true (g_str_has_suffix (error->message, ": line 1: probabilities: expected as many as "
                                   "links, 3, found 2"));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (other, "0.25 0.75 1\n\n", -1, NULL));
  wrong = heed_gold_file_read_with (fixture->path, other, 0, &error);
  g_assert_null (wrong);
  g_assert_true (g_str_has_suffix (error->message, ", 3, found 2"));
}

static void
test_gold_file_new_links_are_spelled_as_the_file_does (Fixture       *fixture,
                                                       gconstpointer  data)
{
  g_autoptr(HeedGoldFile) weights = read_text (fixture, "0-0:0.5\n\n", 0);
  g_autoptr(HeedGoldFile) questions = NULL;
  g_autoptr(HeedGoldFile) letters = NULL;

  set_links (weights, 0, "0p0 1-1");
  set_links (weights, 1, "2-2");
  assert_saved (fixture, weights, "0p0:0.5 1-1:1\n2-2:1\n");

  questions = read_text (fixture, "0?0", 0);
  set_links (questions, 0, "0p0 1p1");
  assert_saved (fixture, questions, "0?0 1?1");

  letters = read_text (fixture, "1s1 2p2 3s3 4s4\n", HEED_GOLD_FIRST_GUESSED);
  set_links (letters, 0, "0p0 1-1 2-2 3-3 4-4");
  assert_saved (fixture, letters, "1p1 2s2 3s3 4s4 5s5\n");
}

static void
test_gold_file_rows_stay_where_they_were (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(HeedGoldFile) file =
    read_text (fixture, "0001 1 1 S\n0001 0 2 P\n0003 1 1 P 0.5\n0003 2 2\n0001 3 3 s", 0);

  set_links (file, 0, "1p1 2p2");
  set_links (file, 1, "0-0");
  set_links (file, 2, "0-0 1p1");
  assert_saved (fixture, file,
                "0001 0 2 P\n0003 1 1 S 0.5\n0003 2 2 P\n0001 3 3 p\n"
                "0001 2 2 P\n0002 1 1 S\n");
  assert_links (file, 0, "1p1 2p2");
  assert_links (file, 1, "0-0");
  assert_links (file, 2, "0-0 1p1");
}

static void
test_gold_file_rows_may_all_go (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(HeedGoldFile) file = read_text (fixture, "2 1 1 S\n", 0);

  set_links (file, 1, "");
  assert_saved (fixture, file, "");
  g_assert_cmpuint (heed_gold_file_get_n (file), ==, 2);
  set_links (file, 1, "0-1");
  g_assert_cmpuint (heed_gold_file_get_n_changed (file), ==, 1);
}

static void
test_gold_file_what_is_as_it_was_is_not_changed (Fixture       *fixture,
                                                 gconstpointer  data)
{
  g_autoptr(HeedGoldFile) file = read_text (fixture, "0-0\n1-1\n", 0);

  set_links (file, 0, "0p0");
  set_links (file, 1, "0p0");
  g_assert_cmpuint (heed_gold_file_get_n_changed (file), ==, 2);
  g_assert_true (heed_gold_file_is_changed (file, 0));
  set_links (file, 0, "0-0");
  g_assert_false (heed_gold_file_is_changed (file, 0));
  g_assert_cmpuint (heed_gold_file_get_n_changed (file), ==, 1);
}

/* --- The disk --------------------------------------------------------------------- */

static void
test_gold_file_what_others_wrote_is_not_written_over (Fixture       *fixture,
                                                      gconstpointer  data)
{
  g_autoptr(HeedGoldFile) file = read_text (fixture, "0-0\n", 0);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  set_links (file, 0, "1-1");
  g_assert_true (g_file_set_contents (fixture->path, "0-1\n", -1, NULL));
  g_assert_false (heed_gold_file_save (file, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_cmpuint (heed_gold_file_get_n_changed (file), ==, 1);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "0-1\n");
}

static void
test_gold_file_a_symbolic_link_and_its_rights_stay (Fixture       *fixture,
                                                    gconstpointer  data)
{
  g_autofree char *linked = g_build_filename (fixture->folder, "linked", NULL);
  g_autoptr(HeedGoldFile) first = read_text (fixture, "0-0\n", 0);
  g_autoptr(GFile) link = g_file_new_for_path (linked);
  g_autoptr(HeedGoldFile) file = NULL;
  g_autofree char *text = NULL;
  GStatBuf about;

  g_assert_true (g_file_make_symbolic_link (link, "gold", NULL, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  file = heed_gold_file_read (linked, 0, NULL);
  set_links (file, 0, "1-1");
  g_assert_true (heed_gold_file_save (file, NULL));
  g_assert_true (g_file_test (linked, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (fixture->path, &about), ==, 0);
  g_assert_cmpuint (about.st_mode & 0777, ==, 0640);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "1-1\n");
}

/* A rewritten line parses to exactly the links that it was made from. */
static void
test_gold_file_any_change_reads_back (Fixture       *fixture,
                                      gconstpointer  data)
{
  static const char *const lines[] = { "", " ", "0-0", "2-2 0p0 2p2 1?1", "\t3-1:0.5 \t 1-3:1\r" };
  static const char *const wanted[] = { "", "0-0", "0p0", "2p2 1-3", "9-9 3p1 0-0" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint j = 0; j < G_N_ELEMENTS (wanted); j++)
      {
        HeedGoldSpelling spelling = { 0 };
        g_autoptr(HeedAlignment) links = heed_alignment_parse (wanted[j], 0, NULL);
        g_autoptr(HeedAlignment) read = NULL;
        g_autofree char *line = NULL;

        heed_gold_spelling_learn (&spelling, lines[i]);
        line = heed_gold_line_rewrite (lines[i], links, &spelling);
        read = heed_alignment_parse (line, 0, NULL);
        g_assert_nonnull (read);
        g_assert_true (heed_gold_are_same (read, links));
        g_assert_true (g_str_has_suffix (lines[i], "\r") == g_str_has_suffix (line, "\r"));
      }
}

#define ADD(name, function) \
  g_test_add ("/app/gold-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("every-form-is-told-apart", test_gold_file_every_form_is_told_apart);
  ADD ("few-links-do-not-say-what-they-count-from",
       test_gold_file_few_links_do_not_say_what_they_count_from);
  ADD ("rows-may-leave-sentences-out", test_gold_file_rows_may_leave_sentences_out);
  ADD ("empty-lines-are-sentences", test_gold_file_empty_lines_are_sentences);
  ADD ("what-is-no-link-is-named-by-its-line",
       test_gold_file_what_is_no_link_is_named_by_its_line);
  ADD ("a-pipe-is-refused", test_gold_file_a_pipe_is_refused);
  ADD ("every-truncation-is-read-or-refused",
       test_gold_file_every_truncation_is_read_or_refused);
  ADD ("links-beyond-the-words-are-named", test_gold_file_links_beyond_the_words_are_named);
  ADD ("only-what-changed-is-written-anew", test_gold_file_only_what_changed_is_written_anew);
  ADD ("probabilities-are-in-another-file", test_gold_file_probabilities_are_in_another_file);
  ADD ("new-links-are-spelled-as-the-file-does",
       test_gold_file_new_links_are_spelled_as_the_file_does);
  ADD ("rows-stay-where-they-were", test_gold_file_rows_stay_where_they_were);
  ADD ("rows-may-all-go", test_gold_file_rows_may_all_go);
  ADD ("what-is-as-it-was-is-not-changed", test_gold_file_what_is_as_it_was_is_not_changed);
  ADD ("what-others-wrote-is-not-written-over",
       test_gold_file_what_others_wrote_is_not_written_over);
  ADD ("a-symbolic-link-and-its-rights-stay",
       test_gold_file_a_symbolic_link_and_its_rights_stay);
  ADD ("any-change-reads-back", test_gold_file_any_change_reads_back);

  return g_test_run ();
}
