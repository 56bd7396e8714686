/* view-options.c — how a person likes to look at an attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * They hold for every sentence and model, and are remembered. Each is a property,
 * a key of the settings and an action of the same name, so that whoever offers or
 * follows one needs nothing but that name.
 */

#include "app/window/view-options.h"

/**
 * HeedViewOptions:
 *
 * What was chosen in the toolbar below the attention.
 */
struct _HeedViewOptions
{
  GObject             parent_instance;

  GSimpleActionGroup *actions;

  guint               units;        /* a HeedShownAs */
};

enum {
  PROP_0,
  PROP_UNITS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedViewOptions, heed_view_options, G_TYPE_OBJECT)

static void
heed_view_options_finalize (GObject *object)
{
  g_object_unref (HEED_VIEW_OPTIONS (object)->actions);

  G_OBJECT_CLASS (heed_view_options_parent_class)->finalize (object);
}

static void
heed_view_options_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  HeedViewOptions *self = HEED_VIEW_OPTIONS (object);

  switch (property_id)
    {
    case PROP_UNITS:
      g_value_set_enum (value, (int) self->units);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* Nobody is told of what is as it was. */
static void
take_number (HeedViewOptions *self,
             guint           *have,
             guint            number,
             GParamSpec      *pspec)
{
  if (*have == number)
    return;

  *have = number;
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
heed_view_options_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  HeedViewOptions *self = HEED_VIEW_OPTIONS (object);

  switch (property_id)
    {
    case PROP_UNITS:
      take_number (self, &self->units, (guint) g_value_get_enum (value), pspec);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_view_options_class_init (HeedViewOptionsClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heed_view_options_finalize;
  object_class->get_property = heed_view_options_get_property;
  object_class->set_property = heed_view_options_set_property;

  /**
   * HeedViewOptions:units:
   *
   * What a row and a column of an attention stand for.
   */
  properties[PROP_UNITS] =
    g_param_spec_enum ("units", NULL, NULL, HEED_TYPE_SHOWN_AS, HEED_SHOWN_AS_WORDS, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
heed_view_options_init (HeedViewOptions *self)
{
  self->actions = g_simple_action_group_new ();

  for (guint i = 1; i < N_PROPS; i++)
    {
      const char *name = g_param_spec_get_name (properties[i]);
      g_autoptr(GPropertyAction) action = g_property_action_new (name, self, name);

      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

/**
 * heed_view_options_new:
 * @settings: (nullable): where they are remembered
 *
 * Returns: (transfer full): what was chosen the last time
 */
HeedViewOptions *
heed_view_options_new (GSettings *settings)
{
  HeedViewOptions *self = g_object_new (HEED_TYPE_VIEW_OPTIONS, NULL);

  for (guint i = 1; i < N_PROPS && settings != NULL; i++)
    {
      const char *name = g_param_spec_get_name (properties[i]);

      g_settings_bind (settings, name, self, name, G_SETTINGS_BIND_DEFAULT);
    }

  return self;
}

/**
 * heed_view_options_get_actions:
 *
 * Returns: (transfer none): one an option
 */
GActionGroup *
heed_view_options_get_actions (HeedViewOptions *self)
{
  g_return_val_if_fail (HEED_IS_VIEW_OPTIONS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

HeedShownAs
heed_view_options_get_units (HeedViewOptions *self)
{
  g_return_val_if_fail (HEED_IS_VIEW_OPTIONS (self), HEED_SHOWN_AS_WORDS);

  return (HeedShownAs) self->units;
}
