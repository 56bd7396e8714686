/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/opennmt-text.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/files/json-writer.h"
#include "tests/engine/pickle-text.h"
#include "tests/engine/scratch.h"

/* Returns the description of both texts if "bpe.codes" and "s.model" lie beside the model. options:
 * the members of opt, as pickle text (protocol 0). */
static char *
dup_said (const char *options)
{
  g_autofree char *codes = scratch_write ("bpe.codes", "", 0);
  g_autofree char *pieces = scratch_write ("s.model", "", 0);
  g_autofree char *path = scratch_path ("model.pt");
  g_autofree char *text = g_strconcat ("(dVopt\n(d", options, "s.", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPickle) pickle = pickle_text_parse (text, strlen (text), &error);
  g_auto(HeedRecognition) r = { 0 };
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;

  g_assert_no_error (error);
  heed_recognition_begin (&r, path);
  r.root = pickle->root;
  heed_opennmt_say_text (&r);
  source = heed_json_to_line (heed_json_get_member (r.json, "source_text"));
  target = heed_json_to_line (heed_json_get_member (r.json, "target_text"));
  g_assert_cmpint (g_remove (codes), ==, 0);
  g_assert_cmpint (g_remove (pieces), ==, 0);

  return g_strconcat (source, " ", target, NULL);
}

static void
assert_said (const char *options,
             const char *expected)
{
  g_autofree char *said = dup_said (options);
  g_autofree char *pattern = g_strconcat ("*", expected, "*", NULL);

  if (!g_pattern_match_simple (pattern, said))
    g_error ("expected %s, found %s", expected, said);
}

#define SOURCE_MODEL "Vsrc_subword_model\nV/data/run/bpe.codes\ns"
#define TARGET_MODEL "Vtgt_subword_model\nV../s.model\ns"

static void
test_opennmt_text_is_split_at_spaces_unless_options_say_how (void)
{
  const char *at_spaces = "{\"tokenizer\": \"word\"} {\"tokenizer\": \"word\"}";

  assert_said ("Vlayers\nI2\ns", at_spaces);
  assert_said ("Vtransforms\n(ls", at_spaces);
  assert_said ("Vtransforms\n(lVfiltertoolong\naVtokendrop\nas", at_spaces);
}

static void
test_opennmt_text_is_split_by_the_files_that_it_names (void)
{
  assert_said ("Vtransforms\n(lVbpe\naVfiltertoolong\nas" SOURCE_MODEL TARGET_MODEL,
               "{\"tokenizer\": \"subword-nmt\", \"file\": \"bpe.codes\"} "
               "{\"tokenizer\": \"subword-nmt\", \"file\": \"s.model\"}");
  assert_said ("Vtransforms\n(ls"
               "V_all_transform\n(lVsentencepiece\nas"
               "Vsrc_subword_model\nVs.model\ns"
               "Vshare_vocab\nI01\ns" TARGET_MODEL,
               "{\"tokenizer\": \"sentencepiece\", \"file\": \"s.model\"} "
               "{\"tokenizer\": \"sentencepiece\", \"file\": \"s.model\"}");
}

static void
test_opennmt_text_what_cannot_be_done_is_refused (void)
{
  assert_said ("Vtransforms\n(lVonmt_tokenize\nas" SOURCE_MODEL, "refused*onmt_tokenize");
  assert_said ("Vtransforms\n(lVprefix\naVbpe\nas" SOURCE_MODEL, "refused*prefix*refused*prefix");
  assert_said ("Vtransforms\n(lVbpe\naVsentencepiece\nas" SOURCE_MODEL, "refused*sentencepiece");
  assert_said ("Vtransforms\n(lI3\nas", "refused*something else");
  assert_said ("Vtransforms\n(lVbpe\nas", "refused*beside the checkpoint");
  assert_said ("Vtransforms\n(lVbpe\nas"
               "Vsrc_subword_model\nVlost.codes\ns" TARGET_MODEL,
               "refused*lost.codes*{\"tokenizer\": \"subword-nmt\", \"file\": \"s.model\"}");
  assert_said ("Vtransforms\n(lVbpe\nas"
               "Vsrc_subword_vocab\nVv.txt\ns"
               "Vsrc_vocab_threshold\nI50\ns" SOURCE_MODEL TARGET_MODEL,
               "refused*src_vocab_threshold*\"file\": \"s.model\"");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/opennmt-text/is-split-at-spaces-unless-options-say-how",
                   test_opennmt_text_is_split_at_spaces_unless_options_say_how);
  g_test_add_func ("/engine/opennmt-text/is-split-by-the-files-that-it-names",
                   test_opennmt_text_is_split_by_the_files_that_it_names);
  g_test_add_func ("/engine/opennmt-text/what-cannot-be-done-is-refused",
                   test_opennmt_text_what_cannot_be_done_is_refused);

  return g_test_run ();
}
