/* recurrent-arithmetic.c — all intermediate numbers of a step of a recurrent network
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The equations are written from the description, which also determines the step
 * itself (recurrent.c).
 */

#include "engine/networks/network-arithmetic.h"

#include <glib/gi18n.h>

#include "engine/layers/attention-arithmetic.h"
#include "engine/layers/linear.h"

/* Returns the symbol of a part. The state after this step is "s" if it was the query, otherwise
 * "s_t". */
static const char *
spell_part (const HeedDescription *d,
            HeedInputPart          part)
{
  switch (part)
    {
    case HEED_PART_STATE:
      return d->query == HEED_QUERY_CURRENT && d->score != HEED_SCORE_NONE ? "s" : "s_t";

    case HEED_PART_CONTEXT:
      return "c";

    case HEED_PART_EMBEDDING:
      return "y";

    case HEED_PART_ATTENTIONAL:
      return "a";
    }

  g_assert_not_reached ();
}

/* Returns "[c ; s]", or "a" for a single part. */
static char *
spell_list (const HeedDescription *d,
            const HeedPartList    *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->n_parts; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " ; " : "", spell_part (d, list->parts[i]));

  if (list->n_parts > 1)
    {
      g_string_prepend_c (text, '[');
      g_string_append_c (text, ']');
    }

  return g_string_free (text, FALSE);
}

static void
write_row (HeedArithmeticWriter *writer,
           HeedStage             stage,
           const char           *symbol,
           const char           *meaning,
           const HeedTensor     *tensor)
{
  heed_arithmetic_write (writer, &(HeedQuantity) {
    symbol, meaning, NULL, stage, HEED_ORIGIN_COMPUTED, 1, tensor->n_columns, tensor->values });
}

/* --- The attention --- */

static void
explain_attention (HeedTape                 *tape,
                   const HeedRecurrent      *network,
                   const HeedRecurrentTaken *taken,
                   const HeedAsked          *asked,
                   HeedArithmeticWriter     *writer)
{
  const HeedAttentionResult *result = &taken->computed->attention;
  const HeedTensor *outputs = taken->memory->outputs;
  const HeedTensor *mapped =
    heed_attention_map_query (tape, &network->attention, taken->computed->query);
  const HeedAttentionQuestion question = {
    .weights = &network->attention,
    .memory = taken->memory->attention,
    .query = taken->computed->query,
    .source = heed_tensor_row (outputs, asked->key),
    .n_source = outputs->n_columns,
    .n_keys = taken->n_keys,
    .scores = result->scores->values,
    .attention = result->weights->values,
    .stride = result->weights->n_columns,
    .factor = heed_attention_get_factor (&network->attention, mapped->n_columns),
    .override = taken->input->override,
  };

  heed_attention_explain (tape, writer, &question, asked->site, asked->key);
}

/* --- The cell and the attentional state --- */

/*     s_t = GRU (s, [c ; y]), unless the query was the state after this step */
static void
explain_cell (HeedTape                 *tape,
              const HeedRecurrent      *network,
              const HeedRecurrentTaken *taken,
              HeedArithmeticWriter     *writer)
{
  const HeedDescription *d = &network->description;
  HeedTensor *embedding =
    heed_embedding (tape, network->target_embedding, taken->input->read, 1);
  g_autofree char *read = spell_list (d, &d->cell_input);
  const char *state = spell_part (d, HEED_PART_STATE);

  write_row (writer, HEED_STAGE_OUTPUT, "y", N_("the embedding of the previous target token"),
             embedding);
  if (g_str_equal (state, "s"))
    return;

  heed_arithmetic_write_equation (writer, HEED_STAGE_OUTPUT, "%s = %s(s, %s)", state,
                                  d->cell == HEED_CELL_GRU ? "GRU" : "LSTM", read);
  write_row (writer, HEED_STAGE_OUTPUT, state, N_("the decoder state after this step"),
             taken->state->cells[d->n_decoder_layers - 1].h);
}

static const char *
spell_nonlinearity (HeedNonlinearity activation)
{
  switch (activation)
    {
    case HEED_NONLINEARITY_TANH:
      return "tanh";

    case HEED_NONLINEARITY_RELU:
      return "ReLU";

    case HEED_NONLINEARITY_NONE:
      break;
    }

  return "";
}

/*     a = tanh (W_a [c ; s] + b_a) */
static void
explain_combine (const HeedRecurrent      *network,
                 const HeedRecurrentTaken *taken,
                 HeedArithmeticWriter     *writer)
{
  const HeedDescription *d = &network->description;
  g_autofree char *read = spell_list (d, &d->combine);
  const char *activation = spell_nonlinearity (d->combine_activation);
  gboolean is_bent = *activation != '\0';
  const HeedTensor *bias = network->combine_bias;

  heed_arithmetic_write_equation (writer, HEED_STAGE_OUTPUT, "a = %s%sW_a %s%s%s", activation,
                                  is_bent ? "(" : "", read, bias != NULL ? " + b_a" : "",
                                  is_bent ? ")" : "");
  heed_arithmetic_write (writer, &(HeedQuantity) {
    "W_a", N_("combines the context with the state"), NULL, HEED_STAGE_OUTPUT, HEED_ORIGIN_LEARNED,
    network->combine_weight->n_rows, network->combine_weight->n_columns,
    network->combine_weight->values });
  if (bias != NULL)
    heed_arithmetic_write (writer, &(HeedQuantity) {
      "b_a", N_("is added to it"), NULL, HEED_STAGE_OUTPUT, HEED_ORIGIN_LEARNED, 1,
      bias->n_columns, bias->values });
  write_row (writer, HEED_STAGE_OUTPUT, "a", N_("the attentional state"),
             taken->computed->attentional);
}

void
heed_recurrent_explain (HeedTape                 *tape,
                        const HeedRecurrent      *network,
                        const HeedRecurrentTaken *taken,
                        const HeedAsked          *asked,
                        HeedArithmeticWriter     *writer)
{
  const HeedDescription *d = &network->description;
  g_autofree char *output = spell_list (d, &d->output);

  if (d->score != HEED_SCORE_NONE)
    explain_attention (tape, network, taken, asked, writer);
  else
    write_row (writer, HEED_STAGE_CONTEXT, "c",
               N_("the last encoder state, the same at every step"),
               taken->computed->attention.context);

  explain_cell (tape, network, taken, writer);
  if (taken->computed->attentional != NULL && heed_description_reads_combine (d))
    explain_combine (network, taken, writer);
  heed_arithmetic_write_equation (writer, HEED_STAGE_OUTPUT, "o = %s", output);
}
