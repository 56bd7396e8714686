/* session-changes.c — what a person changed, in a session file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/sessions/session-changes.h"

#include "app/core/sessions/session-fields.h"
#include "app/core/sessions/session-site.h"

#define MAX_CHANGES   10000
#define MAX_PINS      200000   /* one row pinned in every head, cell by cell */
#define MAX_IDS       100000
#define MAX_POSITION  HEED_SESSION_MAX_POSITION
#define MAX_FACTOR    1e6

static const char *const change_kinds[] = { "hidden", "token", "prefix", "row", "temper",
                                            "silenced", "replaced", NULL };

/* --- Writing ------------------------------------------------------------- */

static void
set_pins (HeedJson         *object,
          const HeedChange *change)
{
  HeedJson *pins = heed_json_set_list (object, "cells");

  for (guint i = 0; i < change->n_pins; i++)
    {
      HeedJson *pin = heed_json_add_object (pins);

      heed_session_site_set (pin, change->pins[i].site);
      heed_json_set_whole (pin, "position", change->pins[i].position);
      heed_json_set_whole (pin, "key", change->pins[i].key);
      heed_json_set_float (pin, "weight", change->pins[i].weight);
    }
}

static void
add_change (HeedJson         *changes,
            const HeedChange *change)
{
  HeedJson *object = heed_json_add_object (changes);

  heed_json_set_text (object, "kind", change_kinds[change->kind]);
  heed_json_set_boolean (object, "on", change->is_on);
  heed_session_site_set (object, change->site);
  if (change->position != HEED_EVERY_ROW)
    heed_json_set_whole (object, "position", change->position);
  heed_json_set_whole (object, "token", change->token_id);
  heed_json_set_float (object, "factor", change->factor);
  heed_json_set_boolean (object, "whole", change->is_whole);
  heed_json_set_boolean (object, "held", change->is_held);
  if (change->is_found)
    {
      heed_json_set_boolean (object, "found", TRUE);
      heed_json_set_boolean (object, "best", change->is_best);
    }
  if (change->n_replaced > 0)
    heed_json_set_whole (object, "replaces", change->n_replaced);
  if (change->replacement != NULL)
    heed_json_set_text (object, "replacement", change->replacement);
  if (change->label != NULL)
    heed_json_set_text (object, "label", change->label);

  if (change->n_pins > 0)
    set_pins (object, change);

  if (change->n_ids > 0)
    {
      HeedJson *ids = heed_json_set_list (object, "ids");

      for (guint i = 0; i < change->n_ids; i++)
        heed_json_add_whole (ids, change->ids[i]);
    }
}

void
heed_session_set_changes (HeedJson        *root,
                          const GPtrArray *changes)
{
  HeedJson *list = heed_json_set_list (root, "changes");

  for (guint i = 0; i < changes->len; i++)
    add_change (list, g_ptr_array_index (changes, i));
}

/* --- Reading ------------------------------------------------------------- */

static gboolean
read_pin (const HeedJson  *object,
          HeedPin         *pin,
          GError         **error)
{
  *pin = (HeedPin) { 0 };

  return (heed_json_is_object (object) || heed_json_refuse (object, "an object", error)) &&
         heed_session_site_read (object, &pin->site, error) &&
         heed_json_read_count (object, "position", 0, MAX_POSITION, &pin->position, error) &&
         heed_json_read_count (object, "key", 0, MAX_POSITION, &pin->key, error) &&
         heed_json_read_float (object, "weight", 0.0, 1.0, &pin->weight, error);
}

static gboolean
read_pins (const HeedJson  *object,
           GArray          *pins,
           GError         **error)
{
  const HeedJson *list = NULL;

  if (!heed_json_read_list (object, "cells", &list, error) ||
      !heed_session_check_length (list, MAX_PINS, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      HeedPin pin;

      if (!read_pin (heed_json_get_nth (list, i), &pin, error))
        return FALSE;

      g_array_append_val (pins, pin);
    }

  return TRUE;
}

static gboolean
read_ids (const HeedJson  *object,
          GArray          *ids,
          GError         **error)
{
  const HeedJson *list = NULL;

  if (!heed_json_read_list (object, "ids", &list, error) ||
      !heed_session_check_length (list, MAX_IDS, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      guint id;

      if (!heed_json_take_count (heed_json_get_nth (list, i), 0, G_MAXUINT, &id, error))
        return FALSE;

      g_array_append_val (ids, id);
    }

  return TRUE;
}

/* Checks the fields that a change of that kind must have. */
static gboolean
check_change (const HeedJson    *object,
              const HeedChange  *change,
              GError           **error)
{
  gboolean is_everywhere = change->position == HEED_EVERY_ROW;

  switch (change->kind)
    {
    case HEED_CHANGE_HIDDEN:
    case HEED_CHANGE_TOKEN:
      return !is_everywhere || heed_json_require (object, "position", error);

    case HEED_CHANGE_PREFIX:
      return change->n_ids > 0 || heed_json_refuse_field (object, "ids", "a list of some", error);

    case HEED_CHANGE_ROW:
      if (is_everywhere)
        return heed_json_require (object, "position", error);
      return change->n_pins > 0 ||
             heed_json_refuse_field (object, "cells", "a list of some", error);

    case HEED_CHANGE_TEMPER:
      return change->factor > 0.0f ||
             heed_json_refuse_field (object, "factor", "a number above 0", error);

    case HEED_CHANGE_REPLACED:
      if (is_everywhere)
        return heed_json_require (object, "position", error);
      return (change->n_ids > 0 ||
              heed_json_refuse_field (object, "ids", "a list of some", error)) &&
             (change->n_replaced > 0 ||
              heed_json_refuse_field (object, "replaces", "a number above 0", error));

    case HEED_CHANGE_SILENCED:
      break;
    }

  return TRUE;
}

static gboolean
read_scalars (const HeedJson  *object,
              HeedChange      *change,
              GError         **error)
{
  guint kind = 0;

  if (!heed_json_require (object, "kind", error) ||
      !heed_json_read_choice (object, "kind", change_kinds, &kind, error))
    return FALSE;

  change->kind = (HeedChangeKind) kind;

  return heed_json_read_boolean (object, "on", &change->is_on, error) &&
         heed_session_site_read (object, &change->site, error) &&
         heed_session_position_read (object, "position", &change->position, error) &&
         heed_json_read_count (object, "token", 0, G_MAXUINT, &change->token_id, error) &&
         heed_json_read_float (object, "factor", 0.0, MAX_FACTOR, &change->factor, error) &&
         heed_json_read_boolean (object, "whole", &change->is_whole, error) &&
         heed_json_read_boolean (object, "held", &change->is_held, error) &&
         heed_json_read_boolean (object, "found", &change->is_found, error) &&
         heed_json_read_boolean (object, "best", &change->is_best, error) &&
         heed_json_read_count (object, "replaces", 0, MAX_POSITION, &change->n_replaced, error);
}

static HeedChange *
read_change (const HeedJson  *object,
             GError         **error)
{
  g_autoptr(GArray) pins = g_array_new (FALSE, FALSE, sizeof (HeedPin));
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *label = NULL;
  g_autofree char *replacement = NULL;
  HeedChange change = { .is_on = TRUE, .position = HEED_EVERY_ROW };

  if (!heed_json_is_object (object) && !heed_json_refuse (object, "an object", error))
    return NULL;

  if (!read_scalars (object, &change, error) || !read_pins (object, pins, error) ||
      !read_ids (object, ids, error) || !heed_session_read_text (object, "label", &label, error) ||
      !heed_session_read_text (object, "replacement", &replacement, error))
    return NULL;

  change.replacement = replacement;
  change.pins = (const HeedPin *) (gpointer) pins->data;
  change.n_pins = pins->len;
  change.ids = (const guint32 *) (gpointer) ids->data;
  change.n_ids = ids->len;
  change.label = label;

  return check_change (object, &change, error) ? heed_change_new (&change) : NULL;
}

gboolean
heed_session_read_changes (const HeedJson  *root,
                           GPtrArray       *changes,
                           GError         **error)
{
  const HeedJson *list = NULL;

  if (!heed_json_read_list (root, "changes", &list, error) ||
      !heed_session_check_length (list, MAX_CHANGES, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      HeedChange *change = read_change (heed_json_get_nth (list, i), error);

      if (change == NULL)
        return FALSE;

      g_ptr_array_add (changes, change);
    }

  return TRUE;
}
