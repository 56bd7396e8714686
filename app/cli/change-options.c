/* change-options.c — parses --mask, --pin and --force
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/change-options.h"

#include "app/cli/options.h"
#include "app/cli/verb.h"

#define MAX_POSITION 1000000

static gboolean
parse_position (const char  *option,
                const char  *text,
                guint       *position,
                GError     **error)
{
  guint64 number;

  if (!heed_options_parse_unsigned (option, text, MAX_POSITION, &number, error))
    return FALSE;

  *position = (guint) number;

  return TRUE;
}

static gboolean
parse_mask (HeedChanges  *changes,
            const char   *text,
            GError      **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  if (parts[0] == NULL)
    return parse_position ("--mask", "", &(guint) { 0 }, error);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint position;

      if (!parse_position ("--mask", parts[i], &position, error))
        return FALSE;

      heed_changes_hide (changes, position);
    }

  return TRUE;
}

static gboolean
parse_weight (const char  *text,
              float       *weight,
              GError     **error)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0' && number > 0.0 && number <= 1.0)
    {
      *weight = (float) number;
      return TRUE;
    }

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--pin: expected a weight above 0 and at most 1, found %s", text);
  return FALSE;
}

static gboolean
parse_pin (HeedChanges  *changes,
           const char   *text,
           GError      **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 3);
  guint n_parts = g_strv_length (parts);
  float weight = 1.0f;
  guint step, key;

  if (n_parts < 2)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--pin: expected STEP:KEY or STEP:KEY:WEIGHT, found %s", text);
      return FALSE;
    }

  if (!parse_position ("--pin", parts[0], &step, error) ||
      !parse_position ("--pin", parts[1], &key, error) ||
      (n_parts == 3 && !parse_weight (parts[2], &weight, error)))
    return FALSE;

  heed_changes_pin (changes, step, key, weight);

  return TRUE;
}

static gboolean
parse_force (HeedChanges  *changes,
             const char   *text,
             GError      **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", 2);
  guint step;

  if (g_strv_length (parts) < 2 || *parts[1] == '\0')
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--force: expected STEP:TOKEN, found %s", text);
      return FALSE;
    }

  if (!parse_position ("--force", parts[0], &step, error) ||
      !heed_options_check_text ("--force", parts[1], error))
    return FALSE;

  heed_changes_choose_spelled (changes, step, parts[1]);

  return TRUE;
}

static gboolean
parse_each (HeedChanges  *changes,
            char        **texts,
            gboolean    (*parse) (HeedChanges  *changes,
                                  const char   *text,
                                  GError      **error),
            GError      **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!parse (changes, texts[i], error))
      return FALSE;

  return TRUE;
}

/* Two pins of one key in one step contradict each other, and the pins of one step must not
 * exceed a total weight of 1. */
static gboolean
check_pins (HeedChanges  *changes,
            GError      **error)
{
  for (guint i = 0; i < changes->pins->len; i++)
    {
      const HeedPin *pin = &g_array_index (changes->pins, HeedPin, i);
      double sum = 0.0;

      for (guint j = 0; j < changes->pins->len; j++)
        {
          const HeedPin *other = &g_array_index (changes->pins, HeedPin, j);

          if (other->position != pin->position)
            continue;

          sum += other->weight;
          if ((j != i && other->key == pin->key) || sum > 1.0 + 1e-6)
            {
              g_set_error (
                error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                "--pin: expected different keys and weights of at most 1 in step %u, found more",
                pin->position);
              return FALSE;
            }
        }
    }

  return TRUE;
}

/**
 * heed_change_options_parse:
 * @masks: (nullable): each "I[,J…]", source positions to hide
 * @pins: (nullable): each "STEP:KEY[:WEIGHT]"
 * @forces: (nullable): each "STEP:TOKEN"
 *
 * Errors: %HEED_CLI_ERROR_USE
 *
 * Returns: (transfer full): the changes
 */
HeedChanges *
heed_change_options_parse (char   **masks,
                           char   **pins,
                           char   **forces,
                           GError **error)
{
  g_autoptr(HeedChanges) changes = heed_changes_new ();

  if (!parse_each (changes, masks, parse_mask, error) ||
      !parse_each (changes, pins, parse_pin, error) ||
      !parse_each (changes, forces, parse_force, error) ||
      !check_pins (changes, error))
    return NULL;

  return g_steal_pointer (&changes);
}
