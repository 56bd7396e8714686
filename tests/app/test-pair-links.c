/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/pair-links.h"

#define N_COLUMNS 4
#define N_STEPS   4

/* "unhappy cat" as three pieces and the end token; "chat triste" as three pieces and the end
 * token. The first piece of the second target word puts most weight on the end of the source. */
static const float values[N_STEPS * N_COLUMNS] = {
  0.1f, 0.1f, 0.7f, 0.1f,
  0.1f, 0.2f, 0.3f, 0.4f,
  0.3f, 0.4f, 0.1f, 0.2f,
  0.0f, 0.0f, 0.1f, 0.9f,
};

static guint column_words[N_COLUMNS] = { 0, 0, 1, HEED_NO_WORD };
static guint target_words[N_STEPS - 1] = { 0, 1, 1 };

static const HeedPairAttention attention = {
  .n_heads = 1, .n_steps = N_STEPS, .n_columns = N_COLUMNS, .n_target_tokens = N_STEPS - 1,
  .n_source_words = 2, .n_target_words = 2,
  .column_words = column_words, .target_words = target_words, .values = (float *) values,
};

static void
assert_links (const HeedLinkReading *reading,
              const char            *expected)
{
  g_autoptr(HeedMatrix) tokens = heed_pair_attention_dup_tokens (&attention, (float[]) { 1.0f });
  g_autoptr(HeedAlignment) links = heed_pair_links_read (&attention, tokens, reading);
  g_autofree char *text = heed_alignment_dup_text (links);

  g_assert_cmpstr (text, ==, expected);
}

/* The columns of a word are summed and its rows averaged:
 * the second target word gets 0.5 and 0.2. */
static void
test_pair_links_of_whole_words (void)
{
  assert_links (&(HeedLinkReading) { HEED_LINK_OPTIONS_DEFAULT, FALSE, FALSE }, "1-0 0-1");
}

/* Each piece of the second target word attends most to a piece of a different source word. */
static void
test_pair_links_of_pieces (void)
{
  assert_links (&(HeedLinkReading) { HEED_LINK_OPTIONS_DEFAULT, FALSE, TRUE }, "1-0 0-1 1-1");
}

/* If the end token is kept, it is the maximum of one piece, which then has no link. */
static void
test_pair_links_with_the_end_kept (void)
{
  HeedLinkReading reading = { HEED_LINK_OPTIONS_DEFAULT, TRUE, TRUE };

  assert_links (&reading, "1-0 0-1");

  /* For words, the end has 0.3, less than the first source word: the links stay the same. */
  reading.by_piece = FALSE;
  assert_links (&reading, "1-0 0-1");

  /* The threshold is 0.3 of the maximum, 0.15; the other source word has 0.2 and is linked, too. */
  reading.options = (HeedLinkOptions) { HEED_LINK_RELATIVE, 0.3, 0 };
  assert_links (&reading, "1-0 0-1 1-1");
}

/* With rows shifted to the token that is read, the last row belongs to the last piece. Its
 * maximum is the end token: if that is kept, the piece has no link. */
static void
test_pair_links_of_the_token_read (void)
{
  HeedLinkReading reading = { HEED_LINK_OPTIONS_DEFAULT, FALSE, TRUE };

  reading.options.shift = 1;
  assert_links (&reading, "1-0 0-1 1-1");
  reading.keeps_end = TRUE;
  assert_links (&reading, "0-1");
}

static void
test_pair_links_of_nothing (void)
{
  const HeedLinkReading reading = { HEED_LINK_OPTIONS_DEFAULT, TRUE, TRUE };
  HeedPairAttention empty = attention;
  g_autoptr(HeedMatrix) tokens = heed_pair_attention_dup_tokens (&attention, (float[]) { 1.0f });
  g_autoptr(HeedAlignment) unattended = heed_pair_links_read (&attention, NULL, &reading);
  g_autoptr(HeedAlignment) links = NULL;

  empty.n_source_words = 0;
  links = heed_pair_links_read (&empty, tokens, &reading);
  g_assert_cmpuint (unattended->n_links, ==, 0);
  g_assert_cmpuint (links->n_links, ==, 0);
}

static void
test_pair_links_weigh_both_directions (void)
{
  g_autoptr(HeedMatrix) forward = heed_matrix_new (1, 2, (float[]) { 0.25f, 0.75f });
  g_autoptr(HeedMatrix) backward = heed_matrix_new (2, 1, (float[]) { 0.75f, 0.25f });
  g_autoptr(HeedMatrix) both = heed_links_dup_weights (forward, backward);

  g_assert_cmpuint (both->n_rows, ==, 1);
  g_assert_cmpfloat (both->values[0], ==, 0.5f);
  g_assert_cmpfloat (both->values[1], ==, 0.5f);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/pair-links/of-whole-words", test_pair_links_of_whole_words);
  g_test_add_func ("/app/pair-links/of-pieces", test_pair_links_of_pieces);
  g_test_add_func ("/app/pair-links/with-the-end-kept", test_pair_links_with_the_end_kept);
  g_test_add_func ("/app/pair-links/of-the-token-read", test_pair_links_of_the_token_read);
  g_test_add_func ("/app/pair-links/of-nothing", test_pair_links_of_nothing);
  g_test_add_func ("/app/pair-links/weigh-both-directions", test_pair_links_weigh_both_directions);

  return g_test_run ();
}
