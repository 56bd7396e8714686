/* evidence-words.c — describes evidence of effect and compares it with the attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentence is computed: it names the row in which the token with the most attention
 * and the one with the largest effect differ most, or says that there is no such row.
 */

#include "app/window/pages/translate/evidence-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"
#include "ui/token-label.h"

/* The row in which evidence and attention differ most. */
typedef struct
{
  guint n_rows;      /* number of rows that differ */
  guint row;
  guint looked_at;   /* the column with the most attention in row */
  guint effective;   /* the column with the largest evidence */
} Difference;

static guint
find_largest (const HeedMatrix *matrix,
              guint             row)
{
  const float *values = matrix->values + (gsize) row * matrix->n_columns;
  guint best = 0;

  for (guint i = 1; i < matrix->n_columns; i++)
    if (fabsf (values[i]) > fabsf (values[best]))
      best = i;

  return best;
}

static Difference
find_difference (const HeedEvidenceScene *scene)
{
  const HeedMatrix *evidence = scene->evidence;
  Difference difference = { 0 };
  double most = -1.0;

  for (guint row = 0; row < evidence->n_rows; row++)
    {
      const float *values = evidence->values + (gsize) row * evidence->n_columns;
      guint looked_at = find_largest (scene->attention, row);
      guint effective = find_largest (evidence, row);
      double gap = fabs ((double) values[effective]) - fabs ((double) values[looked_at]);

      if (looked_at == effective)
        continue;

      difference.n_rows++;
      if (gap <= most)
        continue;

      most = gap;
      difference.row = row;
      difference.looked_at = looked_at;
      difference.effective = effective;
    }

  return difference;
}

static char *
get_title (HeedEvidenceKind kind)
{
  return g_strdup (_(heed_evidence_get_info (kind)->title));
}

/* A model without attention shows by itself that an effect does not need attention. */
static char *
describe_without_attention (const HeedEvidenceScene *scene)
{
  guint column = find_largest (scene->evidence, 0);
  g_autofree char *row_label = heed_token_label_new (&scene->rows[0]);
  g_autofree char *column_label = heed_token_label_new (&scene->columns[column]);

  /* Translators: a target token and a source token */
  return g_strdup_printf (_("This model has no attention, and yet “%s” depends most on “%s”: what "
                            "is used need not be attended to."),
                          row_label, column_label);
}

static char *
describe_difference (const HeedEvidenceScene *scene,
                     const Difference        *difference)
{
  g_autofree char *title = get_title (scene->kind);
  g_autofree char *row = heed_token_label_new (&scene->rows[difference->row]);
  g_autofree char *looked_at = heed_token_label_new (&scene->columns[difference->looked_at]);
  g_autofree char *effective = heed_token_label_new (&scene->columns[difference->effective]);

  /* Translators: how many of how many rows; a kind of evidence, as "occlusion"; a target
   * token, the source token that it looked at most, and the one with the most evidence. */
  return g_strdup_printf (
    ngettext ("Looking is not using: in %u of %u row most attention and most %s are on different "
              "tokens; “%s” looked at “%s”, not at “%s”.",
              "Looking is not using: in %u of %u rows most attention and most %s are on different "
              "tokens; “%s” looked at “%s”, not at “%s”.",
              scene->evidence->n_rows),
    difference->n_rows, scene->evidence->n_rows, title, row, looked_at, effective);
}

static char *
describe (const HeedEvidenceScene *scene)
{
  g_autofree char *title = NULL;
  Difference difference;

  if (scene->attention == NULL)
    return describe_without_attention (scene);

  difference = find_difference (scene);
  if (difference.n_rows > 0)
    return describe_difference (scene, &difference);

  title = get_title (scene->kind);

  /* Translators: a number of rows, and a kind of evidence, as "occlusion" */
  return g_strdup_printf (
    ngettext ("In %u row most attention and most %s are on the same token; that proves nothing "
              "for another sentence.",
              "In all %u rows most attention and most %s are on the same token; that proves "
              "nothing for another sentence.",
              scene->evidence->n_rows),
    scene->evidence->n_rows, title);
}

static gboolean
is_comparable (const HeedEvidenceScene *scene)
{
  return scene->attention == NULL || (scene->attention->n_rows == scene->evidence->n_rows &&
                                      scene->attention->n_columns == scene->evidence->n_columns);
}

/**
 * heed_evidence_words_new:
 * @scene: evidence with at least one row and column
 *
 * Returns: (transfer full): "Agreement ρ = 0.67. Looking is not using: …"
 */
char *
heed_evidence_words_new (const HeedEvidenceScene *scene)
{
  g_autofree char *sentence = NULL;
  g_autofree char *number = NULL;

  g_return_val_if_fail (scene != NULL && is_comparable (scene), NULL);

  sentence = describe (scene);
  if (scene->attention == NULL)
    return g_steal_pointer (&sentence);

  number =
    heed_number_format_correlation (heed_attention_agreement (scene->attention, scene->evidence));

  /* Translators: a correlation, and a sentence */
  return g_strdup_printf (_("Agreement ρ = %s. %s"), number, sentence);
}

/* Lines are broken here, since a tooltip is as wide as its longest line. */
#define LINE_CHARACTERS 90

static void
break_lines (GString *text)
{
  gsize line = 0, space = 0;
  guint n = 0;

  for (gsize i = 0; i < text->len; i += g_utf8_skip[(guchar) text->str[i]])
    {
      if (text->str[i] == '\n')
        {
          line = i + 1;
          n = 0;
          continue;
        }

      if (text->str[i] == ' ')
        space = i;
      if (++n <= LINE_CHARACTERS || space <= line)
        continue;

      text->str[space] = '\n';
      line = space + 1;
      n = (guint) g_utf8_strlen (text->str + line, (gssize) (i - line)) + 1;
    }
}

char *
heed_evidence_words_new_tooltip (const HeedEvidenceScene *scene)
{
  const HeedEvidenceInfo *info = heed_evidence_get_info (scene->kind);
  g_autofree char *words = heed_evidence_words_new (scene);
  GString *text = g_string_new (words);

  g_string_append_printf (text, "\n\n%s %s (%s)", _(info->help), _(info->limit), info->source);
  if (scene->attention != NULL)
    g_string_append_printf (text, "\n\n%s",
                            _("ρ is Spearman’s: the correlation of the ranks of a row’s weights "
                              "with those of the sizes of its evidence, the mean over all rows "
                              "that have an order. 1: the same order."));

  break_lines (text);

  return g_string_free (text, FALSE);
}

char *
heed_evidence_words_new_help (HeedEvidenceKind kind)
{
  const HeedEvidenceInfo *info = heed_evidence_get_info (kind);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s (%s)", _(info->help), _(info->limit), info->source);
  break_lines (text);

  return g_string_free (text, FALSE);
}

/**
 * heed_evidence_words_new_share:
 * @source_share: [0, 1]
 *
 * Returns: (transfer full): "“dort”: 80 % source, 20 % so far"
 */
char *
heed_evidence_words_new_share (const HeedToken *token,
                               double           source_share)
{
  g_autofree char *label = heed_token_label_new (token);
  g_autofree char *source = heed_number_format_percent (source_share);
  g_autofree char *prefix = heed_number_format_percent (1.0 - source_share);

  /* Translators: a target token, and the parts of what it rests on: the source, and the
   * translation so far */
  return g_strdup_printf (_("“%s”: %s source, %s so far"), label, source, prefix);
}

char *
heed_evidence_words_new_title (HeedEvidenceKind kind)
{
  const HeedEvidenceInfo *info = heed_evidence_get_info (kind);

  if (info->unit[0] == '\0')
    return g_strdup (_(info->title));

  return g_strdup_printf ("%s, %s", _(info->title), _(info->unit));
}
