/* verdict.c — classification of an attention matrix by the pattern it shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heatmaps of attention show a few patterns again and again: a diagonal, the same
 * reversed or shifted, a single dark column, columns that are dark in every row, a
 * uniform grey. This file detects them by numbers. Each finding considers only tokens
 * that stand for text: the attention of the end token says nothing about the relation
 * of words.
 *
 * The findings are tested in an order in which an earlier one makes the later ones
 * meaningless. The meaning of each threshold is given at its definition; an attention
 * that passes none of them is called mixed, so that no finding is reported without a
 * reason.
 */

#include "engine/heed.h"

#include <math.h>

/* Two rows always lie on a line, and of two columns one always comes first. */
#define MIN_TOKENS 3

/* Most of the attention is on special tokens. Clark et al. 2019, "What Does BERT Look At?":
 * heads attend to such tokens when they find nothing relevant. */
#define MIN_REST 0.5

/* Evenness is exp (H) / K: the fraction of the K keys that, with equal weights, would have the
 * same entropy. It is 1 for a uniform row and 1 / K for a row with a single key. */
#define MIN_EVEN 0.75

/* A row is stuck if most of its attention is on the token of the row before. This happens three
 * times in a row in a word of several pieces, or in a name that is spelled out. */
#define MIN_HELD 0.5
#define MIN_STUCK_ROWS 4
#define MIN_STUCK_PART (1.0 / 3.0)

/* Total variation between a row and the mean of all rows, averaged over the rows: half of the
 * sum of the absolute differences. */
#define MAX_MOVED 0.1

/* Fraction of the rows that must be shifted, among those that can be. */
#define MIN_SHIFTED 0.75

/* A correlation whose square is 1/2: the position of a row explains at least half of the
 * variance of where it attends. */
#define MIN_ORDER 0.70710678118654752440

typedef struct {
  const HeedMatrix *attention;
  const HeedToken  *source;
  guint            *rows;       /* n_rows: indices of the rows of text tokens */
  guint             n_rows;
  guint            *columns;    /* n_columns: indices of the columns of text tokens */
  guint             n_columns;
  gboolean          is_causal;  /* row t has t + 1 keys */
  double            order;      /* diagonality, [-1, 1], or NAN */
} Text;

/* Returns whether the pattern was found; if so, fills in the verdict. */
typedef gboolean (*Finding) (const Text           *text,
                             HeedAttentionVerdict *verdict);

static guint *
list_text (const HeedToken *tokens,
           guint            n_tokens,
           guint           *n_text)
{
  guint *text = g_new (guint, MAX (n_tokens, 1));

  *n_text = 0;
  for (guint i = 0; i < n_tokens; i++)
    if (!tokens[i].is_special)
      text[(*n_text)++] = i;

  return text;
}

static const float *
get_row (const Text *text,
         guint       i)
{
  return text->attention->values + (gsize) text->rows[i] * text->attention->n_columns;
}

static guint
get_n_seen (const Text *text,
            guint       i)
{
  guint n_columns = text->attention->n_columns;

  return text->is_causal ? MIN (text->rows[i] + 1, n_columns) : n_columns;
}

static guint
find_largest (const float *row,
              guint        n_columns)
{
  guint largest = 0;

  for (guint column = 1; column < n_columns; column++)
    if (row[column] > row[largest])
      largest = column;

  return largest;
}

/* --- One finding after the other ----------------------------------------- */

static gboolean
is_on_special (const Text           *text,
               HeedAttentionVerdict *verdict)
{
  guint n_columns = text->attention->n_columns;
  g_autofree double *sums = g_new0 (double, n_columns);
  double all = 0.0, most = 0.0;

  for (guint i = 0; i < text->n_rows; i++)
    for (guint column = 0; column < n_columns; column++)
      if (text->source[column].is_special)
        sums[column] += get_row (text, i)[column];

  for (guint column = 0; column < n_columns; column++)
    {
      all += sums[column];
      if (sums[column] > most)
        {
          most = sums[column];
          verdict->column = column;
        }
    }

  verdict->evidence = all / text->n_rows;

  return verdict->evidence > MIN_REST;
}

static double
measure_evenness (const float *row,
                  guint        n_seen)
{
  double entropy = 0.0;

  for (guint column = 0; column < n_seen; column++)
    if (row[column] > 0.0f)
      entropy -= row[column] * log (row[column]);

  return exp (entropy) / n_seen;
}

static gboolean
is_spread (const Text           *text,
           HeedAttentionVerdict *verdict)
{
  double sum = 0.0;
  guint n_choosing = 0;

  /* A row with a single key has no choice. */
  for (guint i = 0; i < text->n_rows; i++)
    if (get_n_seen (text, i) > 1)
      {
        sum += measure_evenness (get_row (text, i), get_n_seen (text, i));
        n_choosing++;
      }

  verdict->evidence = n_choosing > 0 ? sum / n_choosing : 0.0;

  return verdict->evidence >= MIN_EVEN;
}

static double
measure_moved (const float  *row,
               const double *mean,
               guint         n_columns)
{
  double sum = 0.0;

  for (guint column = 0; column < n_columns; column++)
    sum += fabs (row[column] - mean[column]);

  return sum / 2.0;
}

static gboolean
is_same (const Text           *text,
         HeedAttentionVerdict *verdict)
{
  guint n_columns = text->attention->n_columns;
  g_autofree double *mean = g_new0 (double, n_columns);
  double moved = 0.0;

  for (guint i = 0; i < text->n_rows; i++)
    for (guint column = 0; column < n_columns; column++)
      mean[column] += get_row (text, i)[column] / text->n_rows;

  for (guint i = 0; i < text->n_rows; i++)
    moved += measure_moved (get_row (text, i), mean, n_columns) / text->n_rows;

  for (guint column = 1; column < n_columns; column++)
    if (mean[column] > mean[verdict->column])
      verdict->column = column;

  verdict->evidence = 1.0 - moved;

  return moved <= MAX_MOVED;
}

/* Considers the rows at the end that attend to the same token; the rows before them may be in
 * order. */
static gboolean
is_stuck (const Text           *text,
          HeedAttentionVerdict *verdict)
{
  const float *last = get_row (text, text->n_rows - 1);
  guint column = find_largest (last, text->attention->n_columns);
  guint n_held = 0;
  double sum = 0.0;

  while (n_held < text->n_rows && get_row (text, text->n_rows - 1 - n_held)[column] > MIN_HELD)
    sum += get_row (text, text->n_rows - 1 - n_held++)[column];

  if (n_held < MIN_STUCK_ROWS || n_held < MIN_STUCK_PART * text->n_rows)
    return FALSE;

  verdict->row = text->rows[text->n_rows - n_held];
  verdict->column = column;
  verdict->evidence = sum / n_held;

  return TRUE;
}

/* Returns where the i-th text row attends if rows and columns correspond in order, as an index
 * among the text columns. */
static double
get_own_place (const Text *text,
               guint       i)
{
  return (i + 0.5) * text->n_columns / text->n_rows - 0.5;
}

/* Returns the index of a column among the text columns; -1 if it is special. */
static int
find_place (const Text *text,
            guint       column)
{
  for (guint j = 0; j < text->n_columns; j++)
    if (text->columns[j] == column)
      return (int) j;

  return -1;
}

/* If a whole sentence is shifted by one, no row attends to the word at one end of the source;
 * this tells it from a translation with another word order. */
static gboolean
is_shifted_by (const Text           *text,
               int                   shift,
               HeedAttentionVerdict *verdict)
{
  int left_out = shift > 0 ? 0 : (int) text->n_columns - 1;
  guint n_able = 0, n_shifted = 0;

  for (guint i = 0; i < text->n_rows; i++)
    {
      int wanted = (int) lround (get_own_place (text, i)) + shift;
      int place = find_place (text, find_largest (get_row (text, i), text->attention->n_columns));

      if (place == left_out)
        return FALSE;

      if (wanted < 0 || wanted >= (int) text->n_columns)
        continue;

      n_able++;
      n_shifted += place == wanted;
    }

  verdict->shift = shift;
  verdict->evidence = n_able > 0 ? (double) n_shifted / n_able : 0.0;

  return n_able >= 2 && verdict->evidence >= MIN_SHIFTED;
}

static gboolean
is_shifted (const Text           *text,
            HeedAttentionVerdict *verdict)
{
  return is_shifted_by (text, -1, verdict) || is_shifted_by (text, 1, verdict);
}

static gboolean
is_in_order (const Text           *text,
             HeedAttentionVerdict *verdict)
{
  verdict->evidence = text->order;

  return text->order >= MIN_ORDER;
}

static gboolean
is_reversed (const Text           *text,
             HeedAttentionVerdict *verdict)
{
  verdict->evidence = text->order;

  return text->order <= -MIN_ORDER;
}

static HeedAttentionVerdict
judge_text (const Text *text)
{
  static const struct {
    Finding         find;
    HeedVerdictKind kind;
  } findings[] = {
    { is_on_special, HEED_VERDICT_ON_SPECIAL },
    { is_spread, HEED_VERDICT_SPREAD },
    { is_same, HEED_VERDICT_SAME },
    { is_stuck, HEED_VERDICT_STUCK },
    { is_shifted, HEED_VERDICT_SHIFTED },
    { is_in_order, HEED_VERDICT_IN_ORDER },
    { is_reversed, HEED_VERDICT_REVERSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      HeedAttentionVerdict verdict = { .kind = findings[i].kind };

      if (findings[i].find (text, &verdict))
        return verdict;
    }

  return (HeedAttentionVerdict) { .kind = HEED_VERDICT_MIXED, .evidence = text->order };
}

/**
 * heed_attention_judge:
 * @attention: T x S, row t is step t, each row summing to 1
 * @kind: the kind of attention; in decoder self-attention, row t has t + 1 keys
 * @target: T tokens, one per row
 * @source: S tokens, one per column
 *
 * Determines which of the typical patterns the attention shows. Rows of special tokens
 * do not count. If no pattern is found, the verdict is mixed.
 *
 * Cost:    T * S
 *
 * Returns: the finding and the number that it is based on
 */
HeedAttentionVerdict
heed_attention_judge (const HeedMatrix  *attention,
                      HeedAttentionKind  kind,
                      const HeedToken   *target,
                      const HeedToken   *source)
{
  g_autofree guint *rows = NULL;
  g_autofree guint *columns = NULL;
  Text text = { .attention = attention, .source = source };

  g_return_val_if_fail (attention != NULL, (HeedAttentionVerdict) { 0 });
  g_return_val_if_fail (target != NULL || attention->n_rows == 0, (HeedAttentionVerdict) { 0 });
  g_return_val_if_fail (source != NULL || attention->n_columns == 0, (HeedAttentionVerdict) { 0 });

  text.is_causal = kind == HEED_ATTENTION_DECODER_SELF;
  text.rows = rows = list_text (target, attention->n_rows, &text.n_rows);
  text.columns = columns = list_text (source, attention->n_columns, &text.n_columns);

  if (text.n_rows < MIN_TOKENS || text.n_columns < MIN_TOKENS)
    return (HeedAttentionVerdict) { .kind = HEED_VERDICT_TOO_SHORT };

  text.order = heed_attention_diagonality (attention, target, source);

  return judge_text (&text);
}
