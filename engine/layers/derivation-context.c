/* derivation-context.c — the derivation of the context from weights and values
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: as attention.c and multi-head.c
 */

#include "engine/layers/derivation.h"

#include <glib/gi18n.h>
#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/scores.h"
#include "engine/layers/linear.h"

/* Returns the contexts of all heads side by side, 1 x H n. */
static HeedTensor *
sum_values (const HeedDerivation *derivation)
{
  const HeedAttentionQuestion *q = derivation->question;
  HeedTensor *values = q->memory.values;
  guint n = values->n_columns / derivation->n_heads;
  HeedTensor *context = heed_tape_new_tensor (derivation->tape, 1, values->n_columns);

  for (guint head = 0; head < derivation->n_heads; head++)
    {
      float *part = context->values + (gsize) head * n;

      heed_weighted_sum (part, q->attention + (gsize) head * q->stride,
                         values->values + (gsize) head * n, q->n_keys, values->n_columns, n);
      if (q->override != NULL && heed_override_silences (q->override, head))
        memset (part, 0, n * sizeof *part);
    }

  return context;
}

/* Writes this key's term of the head's weighted sum. */
static void
write_share (const HeedDerivation *derivation,
             const char           *symbol,
             const char           *meaning)
{
  const HeedTensor *values = derivation->question->memory.values;
  guint n = values->n_columns / derivation->n_heads;
  float *share = heed_derivation_new_floats (derivation, n);

  memset (share, 0, n * sizeof *share);
  heed_add_scaled (share, heed_tensor_row (values, derivation->key) + (gsize) derivation->head * n,
                   heed_derivation_get_weight (derivation), n);
  heed_derivation_write_vector (derivation, HEED_STAGE_CONTEXT, symbol, meaning, share, n);
}

static void
write_head_sum (const HeedDerivation *derivation,
                const HeedTensor     *all,
                HeedChanged           changed)
{
  guint n = all->n_columns / derivation->n_heads;
  gboolean is_silenced = (changed & HEED_CHANGED_SILENCED) != 0;

  heed_arithmetic_write (derivation->writer,
                         &(HeedQuantity) { "u",
                                           is_silenced
                                             ? N_("set to zero: you silenced this head")
                                             : N_("the output of this head"),
                                           NULL, HEED_STAGE_CONTEXT,
                                           is_silenced ? HEED_ORIGIN_CHANGED : HEED_ORIGIN_COMPUTED,
                                           1, n, all->values + (gsize) derivation->head * n });
}

static void
explain_value (const HeedDerivation *derivation)
{
  const HeedTensor *values = derivation->question->memory.values;
  guint n = values->n_columns / derivation->n_heads;
  const HeedDerivationMap map = {
    .weight_symbol = "W_v",
    .weight_meaning = N_("turns a source state into a value"),
    .bias_symbol = "b_v",
    .bias_meaning = N_("is added to the value"),
    .weight = derivation->weights->value_weight,
    .bias = derivation->weights->value_bias,
    .first_row = derivation->head * n,
    .n_rows = n,
  };
  g_autofree char *text = heed_derivation_spell_map (&map, derivation->letters.key);

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_CONTEXT, "u = Σ_i α_i v_i");
  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_CONTEXT, "v_i = %s", text);
  heed_derivation_write_map (derivation, HEED_STAGE_CONTEXT, &map);
  heed_derivation_write_vector (
    derivation, HEED_STAGE_CONTEXT, "v_i", N_("the value of this token"),
    heed_tensor_row (values, derivation->key) + (gsize) derivation->head * n, n);
  write_share (derivation, "α_i v_i", N_("this token’s contribution"));
}

static char *
spell_heads (guint n_heads)
{
  GString *text = g_string_new (n_heads == 1 ? "u" : "[u_1 ; ");

  if (n_heads > 1)
    g_string_append_printf (text, n_heads > 2 ? "… ; u_%u]" : "u_%u]", n_heads);

  return g_string_free (text, FALSE);
}

/*     c = W_o [u_1 ; ... ; u_H] */
static void
explain_output_map (const HeedDerivation *derivation,
                    HeedTensor           *all)
{
  const HeedAttentionWeights *w = derivation->weights;
  const HeedDerivationMap map = {
    .weight_symbol = "W_o",
    .weight_meaning = N_("combines the outputs of all heads"),
    .bias_symbol = "b_o",
    .bias_meaning = N_("is added to it"),
    .weight = w->output_weight,
    .bias = w->output_bias,
    .n_rows = w->output_weight->n_rows,
  };
  HeedTensor *context = heed_linear (derivation->tape, all, w->output_weight, w->output_bias);
  g_autofree char *heads = spell_heads (derivation->n_heads);
  g_autofree char *text = heed_derivation_spell_map (&map, heads);

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_CONTEXT, "c = %s", text);
  if (derivation->n_heads > 1)
    heed_derivation_write_vector (derivation, HEED_STAGE_CONTEXT, heads,
                                  N_("the outputs of all heads, concatenated"), all->values,
                                  all->n_columns);
  heed_derivation_write_map (derivation, HEED_STAGE_CONTEXT, &map);
  heed_derivation_write_vector (derivation, HEED_STAGE_CONTEXT, "c",
                                N_("the output of the attention"), context->values,
                                context->n_columns);
}

/**
 * heed_derivation_explain_context:
 * @changed: the changes of the person to this row
 *
 * Writes equations and quantities from weights and values to the context.
 *
 * Source: as attention.c and multi-head.c
 */
void
heed_derivation_explain_context (const HeedDerivation *derivation,
                                 HeedChanged           changed)
{
  gboolean is_mean = derivation->site.head == HEED_HEAD_MEAN && derivation->n_heads > 1;
  HeedTensor *all = sum_values (derivation);

  if (derivation->weights->output_weight == NULL)
    {
      heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_CONTEXT, "c = Σ_i α_i h_i");
      write_share (derivation, "α_i h_i", N_("this token’s contribution"));
      heed_derivation_write_vector (derivation, HEED_STAGE_CONTEXT, "c",
                                    N_("the context: the weighted sum"), all->values,
                                    all->n_columns);
      return;
    }

  if (!is_mean)
    {
      explain_value (derivation);
      write_head_sum (derivation, all, changed);
    }
  explain_output_map (derivation, all);
}
