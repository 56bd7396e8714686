/* session-site.c — which attention is meant, as a session file says it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers and heads are counted from 0 here, as everywhere in data.
 */

#include "app/core/sessions/session-site.h"

#define MAX_HEADS 64  /* bits of a set */

static const char *const attention_kinds[] = { "cross", "encoder_self", "decoder_self", NULL };

/* Omits the layer if it is HEED_EVERY_LAYER, and the head if it is HEED_HEAD_MEAN. */
void
heed_session_site_set (HeedJson          *object,
                       HeedAttentionSite  site)
{
  heed_json_set_text (object, "attention", attention_kinds[site.kind]);
  if (site.layer != HEED_EVERY_LAYER)
    heed_json_set_whole (object, "layer", site.layer);
  if (site.head != HEED_HEAD_MEAN)
    heed_json_set_whole (object, "head", site.head);
}

gboolean
heed_session_position_read (const HeedJson  *object,
                            const char      *name,
                            int             *value,
                            GError         **error)
{
  guint position = (guint) *value;

  if (!heed_json_read_count (object, name, 0, HEED_SESSION_MAX_POSITION, &position, error))
    return FALSE;

  *value = (int) position;

  return TRUE;
}

gboolean
heed_session_site_read (const HeedJson     *object,
                        HeedAttentionSite  *site,
                        GError            **error)
{
  guint kind = HEED_ATTENTION_CROSS;

  *site = (HeedAttentionSite) { .layer = HEED_EVERY_LAYER, .head = HEED_HEAD_MEAN };
  if (!heed_json_read_choice (object, "attention", attention_kinds, &kind, error))
    return FALSE;

  site->kind = (HeedAttentionKind) kind;

  return heed_session_position_read (object, "layer", &site->layer, error) &&
         heed_session_position_read (object, "head", &site->head, error);
}

void
heed_session_heads_set (HeedJson *object,
                        guint64   heads)
{
  HeedJson *list;

  if (heads == 0)
    return;

  list = heed_json_set_list (object, "heads");
  for (guint head = 0; head < MAX_HEADS; head++)
    if ((heads >> head & 1) != 0)
      heed_json_add_whole (list, head);
}

gboolean
heed_session_heads_read (const HeedJson  *object,
                         guint64         *heads,
                         GError         **error)
{
  const HeedJson *list = NULL;
  guint64 found = 0;

  if (!heed_json_read_list (object, "heads", &list, error))
    return FALSE;

  if (list == NULL)
    return TRUE;

  if (heed_json_get_n (list) > MAX_HEADS)
    return heed_json_refuse (list, "at most 64", error);

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      guint head;

      if (!heed_json_take_count (heed_json_get_nth (list, i), 0, MAX_HEADS - 1, &head, error))
        return FALSE;

      found |= G_GUINT64_CONSTANT (1) << head;
    }

  *heads = found;

  return TRUE;
}
