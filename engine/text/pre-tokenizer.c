/* pre-tokenizer.c — the pre-tokenizer of a tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nearly every kind finds matches of a pattern in a text and handles them in one of a
 * few ways: they are dropped, become parts of their own, or join a neighbour.
 *
 * Source: https://github.com/huggingface/tokenizers, tokenizers/src/pre_tokenizers
 * and split() in tokenizers/src/tokenizer/normalizer.rs
 */

#include "engine/text/pre-tokenizer.h"

#include <string.h>

#include "engine/files/json-fields.h"
#include "engine/heed.h"
#include "engine/text/byte-level.h"
#include "engine/text/pattern.h"
#include "engine/text/step-list.h"

#define BYTE_LEVEL_WORDS \
  "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"
#define WORDS            "\\w+|[^\\w\\s]+"
#define WORD_MARK        "▁"
#define LONG_VOWEL       0x30fc  /* ー, whose Unicode script is Common */

typedef enum { REMOVED, ISOLATED, MERGED_WITH_PREVIOUS, MERGED_WITH_NEXT, CONTIGUOUS } Behavior;

static const char *const behaviors[] = {
  "Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous", NULL
};

typedef enum { PREPEND_NEVER, PREPEND_FIRST, PREPEND_ALWAYS } Prepend;

static const char *const prepends[] = { "never", "first", "always", NULL };

typedef struct _Step Step;

typedef struct {
  HeedStepKind   base;
  void         (*apply) (const Step *step,
                         const char *text,
                         gboolean    is_first,
                         GPtrArray  *out);
} Kind;

struct _Step
{
  HeedTextStep  base;
  GRegex       *pattern;                 /* or is_match, which matches single characters */
  gboolean    (*is_match) (gunichar c);
  gboolean      inverts;                 /* use what the pattern does not match */
  guint         behavior;
  char         *mark;                    /* Metaspace */
  guint         prepend;                 /* Metaspace */
  gboolean      adds_space;              /* ByteLevel */
  gboolean      splits;                  /* Metaspace and ByteLevel */
};

struct _HeedPreTokenizer
{
  HeedStepList base;
};

static const Kind *
get_kind (const Step *step)
{
  return (const Kind *) step->base.kind;
}

static void
free_step (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->pattern, g_regex_unref);
  g_free (step->mark);
  g_free (step);
}

/* --- Matches and what becomes of them --------------------------------------- */

typedef struct {
  gsize    begin;
  gsize    end;
  gboolean is_match;
} Segment;

static void
append_segment (const Step *step,
                GArray     *segments,
                gsize       begin,
                gsize       end,
                gboolean    is_match)
{
  Segment segment = { begin, end, is_match != step->inverts };

  if (begin < end)
    g_array_append_val (segments, segment);
}

static gsize
find_by_pattern (const Step *step,
                 const char *text,
                 GArray     *segments)
{
  g_autoptr(GMatchInfo) match = NULL;
  gsize seen = 0;

  g_regex_match_full (step->pattern, text, -1, 0, 0, &match, NULL);
  while (g_match_info_matches (match))
    {
      int begin, end;

      g_match_info_fetch_pos (match, 0, &begin, &end);
      append_segment (step, segments, seen, (gsize) begin, FALSE);
      append_segment (step, segments, (gsize) begin, (gsize) end, TRUE);
      seen = (gsize) end;
      g_match_info_next (match, NULL);
    }

  return seen;
}

static gsize
find_by_character (const Step *step,
                   const char *text,
                   GArray     *segments)
{
  gsize seen = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (step->is_match (g_utf8_get_char (p)))
      {
        append_segment (step, segments, seen, (gsize) (p - text), FALSE);
        seen = (gsize) (g_utf8_next_char (p) - text);
        append_segment (step, segments, (gsize) (p - text), seen, TRUE);
      }

  return seen;
}

/* Returns whether a segment joins the one kept before it, in the direction of the iteration. */
static gboolean
joins (guint          behavior,
       const Segment *segment,
       gboolean       was_match,
       gboolean       is_first)
{
  if (is_first)
    return FALSE;

  return behavior == CONTIGUOUS ? segment->is_match == was_match
         : behavior != ISOLATED && behavior != REMOVED && segment->is_match && !was_match;
}

static GArray *
join_segments (guint   behavior,
               GArray *segments)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (Segment));
  gboolean backwards = behavior == MERGED_WITH_NEXT;
  gboolean was_match = FALSE;

  for (guint i = 0; i < segments->len; i++)
    {
      Segment segment = g_array_index (segments, Segment, backwards ? segments->len - 1 - i : i);

      if (joins (behavior, &segment, was_match, joined->len == 0))
        {
          Segment *last = &g_array_index (joined, Segment, joined->len - 1);

          last->begin = MIN (last->begin, segment.begin);
          last->end = MAX (last->end, segment.end);
        }
      else if (behavior != REMOVED || !segment.is_match)
        {
          g_array_append_val (joined, segment);
        }
      was_match = segment.is_match;
    }

  return joined;
}

static void
apply_split (const Step *step,
             const char *text,
             gboolean    is_first,
             GPtrArray  *out)
{
  g_autoptr(GArray) segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_autoptr(GArray) joined = NULL;
  gboolean backwards = step->behavior == MERGED_WITH_NEXT;
  gsize seen = step->pattern != NULL ? find_by_pattern (step, text, segments)
                                     : find_by_character (step, text, segments);

  append_segment (step, segments, seen, strlen (text), FALSE);
  joined = join_segments (step->behavior, segments);
  for (guint i = 0; i < joined->len; i++)
    {
      const Segment *segment =
        &g_array_index (joined, Segment, backwards ? joined->len - 1 - i : i);

      g_ptr_array_add (out, g_strndup (text + segment->begin, segment->end - segment->begin));
    }
}

/* --- Kinds that match something --------------------------------------------- */

static gboolean
read_regex (Step        *step,
            const char  *regex,
            GError     **error)
{
  step->pattern = g_regex_new (regex, 0, 0, error);

  return step->pattern != NULL;
}

static gboolean
read_words (gpointer         data,
            const HeedJson  *json,
            GError         **error)
{
  Step *step = data;

  step->inverts = TRUE;

  return read_regex (step, WORDS, error);
}

static gboolean
read_spaces (gpointer         data,
             const HeedJson  *json,
             GError         **error)
{
  Step *step = data;

  step->is_match = g_unichar_isspace;

  return TRUE;
}

/* Follows Unicode's category P, without symbols, which GLib counts as punctuation; but includes
 * all ASCII punctuation. */
static gboolean
is_mark_of_punctuation (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return (c < 0x80 && g_ascii_ispunct ((char) c)) ||
         (type >= G_UNICODE_CONNECT_PUNCTUATION && type <= G_UNICODE_OPEN_PUNCTUATION);
}

static gboolean
read_behavior (Step            *step,
               const HeedJson  *json,
               GError         **error)
{
  return heed_json_read_choice (json, "behavior", behaviors, &step->behavior, error);
}

static gboolean
read_punctuation (gpointer         data,
                  const HeedJson  *json,
                  GError         **error)
{
  Step *step = data;

  step->is_match = is_mark_of_punctuation;
  step->behavior = ISOLATED;

  return read_behavior (step, json, error);
}

static gboolean
is_number (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_LETTER_NUMBER ||
         type == G_UNICODE_OTHER_NUMBER;
}

static gboolean
read_digits (gpointer         data,
             const HeedJson  *json,
             GError         **error)
{
  Step *step = data;
  gboolean individual = FALSE;

  if (!heed_json_read_boolean (json, "individual_digits", &individual, error))
    return FALSE;

  step->is_match = is_number;
  step->behavior = individual ? ISOLATED : CONTIGUOUS;

  return TRUE;
}

static gboolean
read_split (gpointer         data,
            const HeedJson  *json,
            GError         **error)
{
  Step *step = data;

  step->pattern = heed_pattern_new (heed_json_get_member (json, "pattern"), error);

  return step->pattern != NULL && read_behavior (step, json, error) &&
         heed_json_read_boolean (json, "invert", &step->inverts, error);
}

static gboolean
read_delimiter (gpointer         data,
                const HeedJson  *json,
                GError         **error)
{
  Step *step = data;
  const char *delimiter = NULL;
  g_autofree char *escaped = NULL;

  if (!heed_json_read_text (json, "delimiter", &delimiter, error))
    return FALSE;

  if (delimiter == NULL || *delimiter == '\0')
    return heed_json_refuse_field (json, "delimiter", "a character", error);

  escaped = g_regex_escape_string (delimiter, -1);

  return read_regex (step, escaped, error);
}

/* --- BERT's ----------------------------------------------------------------- */

static void
apply_bert (const Step *step,
            const char *text,
            gboolean    is_first,
            GPtrArray  *out)
{
  const Step spaces = { .is_match = g_unichar_isspace, .behavior = REMOVED };
  const Step marks = { .is_match = is_mark_of_punctuation, .behavior = ISOLATED };
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  apply_split (&spaces, text, is_first, words);
  for (guint i = 0; i < words->len; i++)
    apply_split (&marks, words->pdata[i], FALSE, out);
}

/* --- Metaspace -------------------------------------------------------------- */

static gboolean
read_metaspace (gpointer         data,
                const HeedJson  *json,
                GError         **error)
{
  Step *step = data;
  const char *mark = WORD_MARK;
  g_autofree char *escaped = NULL;
  gboolean adds_prefix = TRUE;

  step->splits = TRUE;
  if (!heed_json_read_text (json, "replacement", &mark, error) ||
      !heed_json_read_boolean (json, "add_prefix_space", &adds_prefix, error) ||
      !heed_json_read_boolean (json, "split", &step->splits, error))
    return FALSE;

  step->prepend = adds_prefix ? PREPEND_ALWAYS : PREPEND_NEVER;
  if (!heed_json_read_choice (json, "prepend_scheme", prepends, &step->prepend, error))
    return FALSE;

  if (g_utf8_strlen (mark, -1) != 1)
    return heed_json_refuse_field (json, "replacement", "a character", error);

  step->mark = g_strdup (mark);
  step->behavior = MERGED_WITH_NEXT;
  escaped = g_regex_escape_string (mark, -1);

  return read_regex (step, escaped, error);
}

static void
apply_metaspace (const Step *step,
                 const char *text,
                 gboolean    is_first,
                 GPtrArray  *out)
{
  g_auto(GStrv) parts = g_strsplit (text, " ", -1);
  g_autofree char *marked = g_strjoinv (step->mark, parts);
  gboolean prepends_mark =
    step->prepend == PREPEND_ALWAYS || (step->prepend == PREPEND_FIRST && is_first);
  g_autofree char *whole = g_strconcat (
    prepends_mark && !g_str_has_prefix (marked, step->mark) ? step->mark : "", marked, NULL);

  if (step->splits)
    apply_split (step, whole, is_first, out);
  else
    g_ptr_array_add (out, g_steal_pointer (&whole));
}

/* --- Byte level ------------------------------------------------------------- */

static gboolean
read_byte_level (gpointer         data,
                 const HeedJson  *json,
                 GError         **error)
{
  Step *step = data;

  step->adds_space = TRUE;
  step->splits = TRUE;
  step->behavior = ISOLATED;

  return heed_json_read_boolean (json, "add_prefix_space", &step->adds_space, error) &&
         heed_json_read_boolean (json, "use_regex", &step->splits, error) &&
         read_regex (step, BYTE_LEVEL_WORDS, error);
}

static void
apply_byte_level (const Step *step,
                  const char *text,
                  gboolean    is_first,
                  GPtrArray  *out)
{
  g_autofree char *spaced = g_strconcat (step->adds_space && *text != ' ' ? " " : "", text, NULL);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (step->splits)
    apply_split (step, spaced, is_first, words);
  else
    g_ptr_array_add (words, g_strdup (spaced));

  for (guint i = 0; i < words->len; i++)
    g_ptr_array_add (out, heed_byte_level_write (words->pdata[i]));
}

/* --- Scripts ---------------------------------------------------------------- */

/* Japanese text mixes three scripts, which count as one here; a space takes the script before
 * it. */
static GUnicodeScript
get_script (gunichar c)
{
  GUnicodeScript script = c == ' ' ? G_UNICODE_SCRIPT_UNKNOWN : g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA ||
             c == LONG_VOWEL
         ? G_UNICODE_SCRIPT_HAN
         : script;
}

/* As in the original, text before the first character with a script is lost. */
static void
apply_scripts (const Step *step,
               const char *text,
               gboolean    is_first,
               GPtrArray  *out)
{
  GUnicodeScript last = G_UNICODE_SCRIPT_UNKNOWN;
  const char *begin = NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      GUnicodeScript script = get_script (g_utf8_get_char (p));

      if (script == G_UNICODE_SCRIPT_UNKNOWN || script == last)
        continue;

      if (begin != NULL)
        g_ptr_array_add (out, g_strndup (begin, (gsize) (p - begin)));
      begin = p;
      last = script;
    }

  if (begin != NULL)
    g_ptr_array_add (out, g_strdup (begin));
}

/* --- All of them ------------------------------------------------------------ */

static const Kind kinds[] = {
  { { "Whitespace", read_words }, apply_split },
  { { "WhitespaceSplit", read_spaces }, apply_split },
  { { "Punctuation", read_punctuation }, apply_split },
  { { "Digits", read_digits }, apply_split },
  { { "Split", read_split }, apply_split },
  { { "CharDelimiterSplit", read_delimiter }, apply_split },
  { { "BertPreTokenizer", NULL }, apply_bert },
  { { "Metaspace", read_metaspace }, apply_metaspace },
  { { "ByteLevel", read_byte_level }, apply_byte_level },
  { { "UnicodeScripts", NULL }, apply_scripts },
};

static const HeedStepKinds step_kinds = {
  .what = "pre_tokenizer",
  .sequence = "pretokenizers",
  .kinds = &kinds[0].base,
  .n_kinds = G_N_ELEMENTS (kinds),
  .kind_bytes = sizeof (Kind),
  .step_bytes = sizeof (Step),
  .free = free_step,
};

HeedPreTokenizer *
heed_pre_tokenizer_new (const HeedJson  *json,
                        GError         **error)
{
  return (HeedPreTokenizer *) heed_step_list_new (&step_kinds, json, error);
}

void
heed_pre_tokenizer_free (HeedPreTokenizer *self)
{
  heed_step_list_free (&self->base);
}

/* Applies a step to all words. Each word costs memory of its own besides its bytes. */
static GPtrArray *
apply_step (const Step  *step,
            GPtrArray   *before,
            gboolean     is_first,
            gsize       *n_bytes_left,
            GError     **error)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0, n_seen = 0; i < before->len; i++)
    {
      get_kind (step)->apply (step, before->pdata[i], is_first && i == 0, words);
      for (; n_seen < words->len; n_seen++)
        if (!heed_step_list_spend (&step_kinds, strlen (words->pdata[n_seen]) + sizeof (gpointer),
                                   n_bytes_left, error))
          return NULL;
    }

  return g_steal_pointer (&words);
}

GPtrArray *
heed_pre_tokenizer_apply (HeedPreTokenizer  *self,
                          const char        *text,
                          gboolean           is_first,
                          gsize             *n_bytes_left,
                          GError           **error)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup (text));
  for (guint i = 0; i < self->base.steps->len && words != NULL; i++)
    {
      g_autoptr(GPtrArray) before = words;

      words = apply_step (g_ptr_array_index (self->base.steps, i), before, is_first, n_bytes_left,
                          error);
    }

  return words;
}
