/* text-fit.c — whether the text rules of a layout are consistent with the vocabulary
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many models are trained with a modified preprocessing of a tutorial: accents,
 * capitals or digits are kept. The weights do not show this, but the vocabulary does:
 * it has words that the tutorial's own preprocessing would have changed. Then the rule
 * that contradicts such a word is not applied, and this guess is recorded with the
 * word.
 */

#include "engine/formats/layouts/text-fit.h"

#include <string.h>

#include "engine/formats/layouts/special-words.h"
#include "engine/text/piece-marks.h"

static gboolean
has_capital (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_unichar_isupper (g_utf8_get_char (word)))
      return TRUE;

  return FALSE;
}

static gboolean
has_accent (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (g_utf8_get_char (word) > 0x7f && g_unichar_isalpha (g_utf8_get_char (word)))
      return TRUE;

  return FALSE;
}

/* Returns whether the word has a character that is neither an ASCII letter nor one of the marks
 * that are kept. */
static gboolean
has_other (const char *word)
{
  for (; *word != '\0'; word++)
    if (!g_ascii_isalpha (*word) && strchr (".!?", *word) == NULL)
      return TRUE;

  return FALSE;
}

static const struct {
  const char *rule;
  gboolean  (*contradicts) (const char *word);
} checks[] = {
  { "lowercase", has_capital },
  { "fold_accents", has_accent },
  { "letters_only", has_other },
};

static const char *
find_contradiction (GPtrArray  *words,
                    gboolean  (*contradicts) (const char *word))
{
  for (guint i = 0; i < words->len; i++)
    if (!heed_special_words_has (words->pdata[i]) && contradicts (words->pdata[i]))
      return words->pdata[i];

  return NULL;
}

static gboolean
has_word (GPtrArray  *words,
          const char *text)
{
  for (guint i = 0; i < words->len; i++)
    if (g_str_equal (words->pdata[i], text))
      return TRUE;

  return FALSE;
}

static gboolean
is_applied (const HeedJson *text,
            const char     *rule)
{
  gboolean is_true = FALSE;

  heed_json_get_boolean (heed_json_get_member (text, rule), &is_true);

  return is_true;
}

/* The tutorial of 2023 and later also replaces full stops with spaces, which the weights do not
 * show. */
static void
fit_full_stop (HeedJson  *text,
               GPtrArray *words,
               GString   *why)
{
  if (!is_applied (text, "letters_only") || has_word (words, "."))
    return;

  heed_json_set_boolean (text, "drop_full_stop", TRUE);
  g_string_append (why, "; drop_full_stop is a guess: the vocabulary has no \".\"");
}

/* Handles a vocabulary of pieces without a known splitter. */
static void
fit_pieces (HeedJson  *text,
            GPtrArray *words,
            GString   *why)
{
  HeedPieceMarks marks = heed_piece_marks_detect ((const char *const *) words->pdata, words->len);

  if (marks == HEED_PIECES_NONE || heed_json_get_member (text, "pieces") != NULL ||
      g_strcmp0 (heed_json_get_text (heed_json_get_member (text, "tokenizer")), "word") != 0)
    return;

  heed_json_set_text (text, "pieces", heed_piece_marks_get_name (marks));
  g_string_append (
    why,
    "; the vocabulary has pieces of words, and no file beside the weights splits text into them, "
    "so text must come in pieces");
}

static void
fit_rules (HeedJson  *text,
           GPtrArray *words,
           GString   *why)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      const char *word = is_applied (text, checks[i].rule)
                         ? find_contradiction (words, checks[i].contradicts)
                         : NULL;

      if (word == NULL)
        continue;

      heed_json_remove (text, checks[i].rule);
      g_string_append_printf (why, "; without %s, a guess: the vocabulary has \"%.40s\"",
                              checks[i].rule, word);
    }

  fit_full_stop (text, words, why);
}

/**
 * heed_text_fit_say:
 * @text_key: "source_text" or "target_text", which the layout may have set
 * @words: (element-type utf8): the words of that side
 *
 * Only the default rules of a tutorial or book are checked, since rules from a
 * configuration are not a guess.
 */
void
heed_text_fit_say (HeedRecognition *recognition,
                   const char      *text_key,
                   GPtrArray       *words)
{
  HeedJson *text = heed_json_find (recognition->json, text_key);
  const char *said = heed_json_get_text (heed_json_get_member (recognition->why, text_key));
  g_autoptr(GString) why = NULL;

  if (text == NULL || heed_json_get_member (text, "refused") != NULL)
    return;

  why = g_string_new (said);
  if (is_applied (text, "space_punctuation"))
    fit_rules (text, words, why);
  fit_pieces (text, words, why);
  heed_json_set_text (recognition->why, text_key, why->str);
}
