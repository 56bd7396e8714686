/* corpus-line.c — everything that is computed for one pair of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-line.h"

#include <math.h>

#define LOOP_TIMES   3  /* two repetitions may be intended */
#define LONGEST_LOOP 40 /* tokens */

#define COPIED_WORDS 3  /* names may have two */

/* --- Repetitions ----------------------------------------------------------- */

/* Returns how many tokens from here on equal the token period positions before them. */
static guint
count_periodic (const HeedWords *target,
                guint            at,
                guint            period)
{
  guint n = 0;

  while (at + n < target->n_ids && target->ids[at + n] == target->ids[at + n - period])
    n++;

  return n;
}

/* Finds the second of at least three repetitions of the same tokens; the last one may lack its
 * last quarter. */
static gboolean
find_loop (const HeedWords *target,
           guint           *step)
{
  for (guint at = 1; at < target->n_ids; at++)
    for (guint period = 1; period <= MIN (at, LONGEST_LOOP); period++)
      {
        guint n_needed = LOOP_TIMES * period - period / 4 - period;

        if (count_periodic (target, at, period) >= n_needed)
          {
            *step = at;
            return TRUE;
          }
      }

  return FALSE;
}

/* --- Copied words ---------------------------------------------------------- */

static gboolean
has_letter (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_isalpha (g_utf8_get_char (word)))
      return TRUE;

  return FALSE;
}

/* Returns how many words from here on are equal on both sides and contain letters. */
static guint
count_same (char **source,
            char **target)
{
  guint n = 0;

  while (source[n] != NULL && target[n] != NULL && g_str_equal (source[n], target[n]) &&
         has_letter (target[n]))
    n++;

  return n;
}

static gboolean
find_copied (const char   *source,
             const char   *target,
             HeedWordSpan *span)
{
  g_auto(GStrv) source_words = heed_words_split (source);
  g_auto(GStrv) target_words = heed_words_split (target);
  guint longest = 0;

  for (guint t = 0; target_words[t] != NULL; t++)
    for (guint s = 0; source_words[s] != NULL; s++)
      {
        guint n = count_same (source_words + s, target_words + t);

        if (n > longest)
          {
            longest = n;
            *span = (HeedWordSpan) { t, t + n - 1 };
          }
      }

  return longest >= COPIED_WORDS;
}

/* --- The whole line -------------------------------------------------------- */

static guint
count_unaligned (const HeedAlignment *links,
                 guint                n_target_words)
{
  guint n_aligned = 0;

  for (guint i = 0; i < links->n_links; i++)
    if (i == 0 || links->links[i].target != links->links[i - 1].target)
      n_aligned++;

  return n_target_words - n_aligned;
}

/**
 * heed_corpus_line_set_attention:
 * @tokens: (nullable): steps x source tokens
 * @words: (nullable): target words x source words, shifted already
 */
void
heed_corpus_line_set_attention (HeedCorpusLine        *line,
                                const HeedMatrix      *tokens,
                                const HeedMatrix      *words,
                                HeedAlignment         *links)
{
  line->has_attention = tokens != NULL;
  if (line->has_attention)
    line->measures = heed_attention_measure (tokens);

  g_clear_pointer (&line->links, heed_alignment_unref);
  line->links = heed_alignment_ref (links);
  line->n_unaligned = count_unaligned (line->links, line->n_target_words);
  line->flags &= ~HEED_FLAG_UNREAD;
  if (words != NULL && heed_word_span_find_unread (words, &line->unread))
    line->flags |= HEED_FLAG_UNREAD;
}

static HeedAlignment *
link_words (const HeedMatrix      *words,
            const HeedLinkOptions *links)
{
  HeedLinkOptions options = *links;

  options.shift = 0;  /* the rows are shifted already */

  return words != NULL ? heed_alignment_from_attention (words, &options)
                       : heed_alignment_new (NULL, 0);
}

/**
 * heed_corpus_line_read:
 * @line: (out): cleared with heed_corpus_line_clear()
 *
 * Units: nats; words count from 0
 */
void
heed_corpus_line_read (HeedCorpusLine        *line,
                       const HeedInputPair   *pair,
                       const HeedForced      *forced,
                       const HeedForcedView  *view,
                       const HeedLinkOptions *links,
                       const HeedAlignment   *gold)
{
  g_autoptr(HeedMatrix) words = heed_forced_dup_mean (forced, view, links->shift);
  g_autoptr(HeedAlignment) found = link_words (words, links);

  *line = (HeedCorpusLine) {
    .n_source_words = forced->source.n_words,
    .n_target_words = forced->target.n_words,
    .n_steps = forced->target.n_ids + 1,
    .log_prob = forced->log_prob,
    .entropy = forced->entropy,
    .length_ratio =
      forced->source.n_words > 0 ? (double) forced->target.n_words / forced->source.n_words : NAN,
    .has_gold = gold != NULL,
  };

  heed_corpus_line_set_attention (line, forced->tokens, words, found);
  if (find_loop (&forced->target, &line->loop_step))
    line->flags |= HEED_FLAG_LOOP;
  if (find_copied (pair->source.text, pair->target.text, &line->copied))
    line->flags |= HEED_FLAG_COPIED;
  if (gold != NULL)
    heed_alignment_count (&line->counts, line->links, gold);
}

void
heed_corpus_line_clear (HeedCorpusLine *line)
{
  g_clear_pointer (&line->links, heed_alignment_unref);
}
