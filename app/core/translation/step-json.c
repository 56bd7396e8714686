/* step-json.c — a step and a site as JSON, in the format of heed-cli attend and of exports
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/translation/step-json.h"

const char *
heed_attention_kind_get_name (HeedAttentionKind kind)
{
  switch (kind)
    {
    case HEED_ATTENTION_ENCODER_SELF:
      return "encoder_self";

    case HEED_ATTENTION_DECODER_SELF:
      return "decoder_self";

    case HEED_ATTENTION_CROSS:
      break;
    }

  return "cross";
}

static void
add_candidate (HeedJsonWriter      *json,
               const HeedCandidate *candidate)
{
  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_string (json, "token", candidate->token.text);
  heed_json_writer_add_count (json, "id", candidate->token.id);
  heed_json_writer_add_number (json, "log_prob", candidate->log_prob);
  heed_json_writer_end_object (json);
}

void
heed_step_json_add (HeedJsonWriter *json,
                    const HeedStep *step)
{
  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_string (json, "token", step->token.text);
  heed_json_writer_add_count (json, "id", step->token.id);
  heed_json_writer_add_boolean (json, "forced", step->forced);
  heed_json_writer_add_number (json, "log_prob", step->log_prob);
  heed_json_writer_add_number (json, "entropy", step->entropy);
  heed_json_writer_begin_array (json, "candidates");
  for (guint i = 0; i < step->n_candidates; i++)
    add_candidate (json, &step->candidates[i]);
  heed_json_writer_end_array (json);
  heed_json_writer_end_object (json);
}

void
heed_step_json_add_site (HeedJsonWriter    *json,
                         HeedAttentionSite  site)
{
  heed_json_writer_add_string (json, "kind", heed_attention_kind_get_name (site.kind));
  heed_json_writer_add_count (json, "layer", (guint64) site.layer);
  if (site.head == HEED_HEAD_MEAN)
    heed_json_writer_add_string (json, "head", "mean");
  else
    heed_json_writer_add_count (json, "head", (guint64) site.head);
}
