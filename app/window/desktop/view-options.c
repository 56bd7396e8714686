/* view-options.c — the options of how attention is drawn
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The options apply to every sentence and model, and are saved. Each is a property, a key
 * of the settings and an action of the same name, so that code that offers or follows an
 * option needs only that name.
 */

#include "app/window/desktop/view-options.h"

#include <gtk/gtk.h>

#include "ui/style.h"

/**
 * HeedViewOptions:
 *
 * The choices of the toolbar below the attention.
 */
struct _HeedViewOptions
{
  GObject             parent_instance;

  GSimpleActionGroup *actions;

  guint               mode;         /* a HeedViewMode */
  guint               order;        /* a HeedHeadOrder */
  guint               units;        /* a HeedShownAs */
  guint               palette;      /* a HeedPalette */
  guint               scaling;      /* a HeedScaling */
  guint               shows_numbers;
  double              threshold;
  guint               top_k;
  guint               source;       /* a HeedViewSource */

  gboolean            is_presenting;
};

enum {
  PROP_0,
  PROP_MODE,
  PROP_HEAD_ORDER,
  PROP_UNITS,
  PROP_PALETTE,
  PROP_SCALING,
  PROP_NUMBERS,
  PROP_THRESHOLD,
  PROP_TOP_K,
  PROP_SOURCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (HeedViewMode, heed_view_mode,
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_MATRIX, "matrix"),
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_RIBBONS, "ribbons"),
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_TEXT, "text"),
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_HEADS, "heads"),
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_STATES, "states"))

G_DEFINE_ENUM_TYPE (HeedViewSource, heed_view_source,
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_OF_ATTENTION, "attention"),
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_OF_OCCLUSION, "occlusion"),
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_OF_GRADIENT, "gradient"),
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_OF_NORM, "norm"),
                    G_DEFINE_ENUM_VALUE (HEED_VIEW_OF_SHARE, "share"))

G_STATIC_ASSERT (HEED_VIEW_OF_SHARE == HEED_N_EVIDENCE_KINDS);

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
    case PROP_MODE:
      g_value_set_enum (value, (int) self->mode);
      break;

    case PROP_HEAD_ORDER:
      g_value_set_enum (value, (int) self->order);
      break;

    case PROP_UNITS:
      g_value_set_enum (value, (int) self->units);
      break;

    case PROP_PALETTE:
      g_value_set_enum (value, (int) self->palette);
      break;

    case PROP_SCALING:
      g_value_set_enum (value, (int) self->scaling);
      break;

    case PROP_NUMBERS:
      g_value_set_boolean (value, self->shows_numbers != 0);
      break;

    case PROP_THRESHOLD:
      g_value_set_double (value, self->threshold);
      break;

    case PROP_TOP_K:
      g_value_set_uint (value, self->top_k);
      break;

    case PROP_SOURCE:
      g_value_set_enum (value, (int) self->source);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

/* Notifies only if the value changes. */
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

/* Evidence can only be drawn as a matrix, so choosing it switches to the matrix; choosing another
 * mode switches back to attention. */
static void
take_source (HeedViewOptions *self,
             guint            source)
{
  take_number (self, &self->source, source, properties[PROP_SOURCE]);
  if (source != HEED_VIEW_OF_ATTENTION)
    take_number (self, &self->mode, HEED_VIEW_MATRIX, properties[PROP_MODE]);
}

static void
take_mode (HeedViewOptions *self,
           guint            mode)
{
  take_number (self, &self->mode, mode, properties[PROP_MODE]);
  if (mode != HEED_VIEW_MATRIX)
    take_number (self, &self->source, HEED_VIEW_OF_ATTENTION, properties[PROP_SOURCE]);
}

static void
take_threshold (HeedViewOptions *self,
                double           threshold,
                GParamSpec      *pspec)
{
  if (self->threshold == threshold)
    return;

  self->threshold = threshold;
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
    case PROP_MODE:
      take_mode (self, (guint) g_value_get_enum (value));
      break;

    case PROP_HEAD_ORDER:
      take_number (self, &self->order, (guint) g_value_get_enum (value), pspec);
      break;

    case PROP_UNITS:
      take_number (self, &self->units, (guint) g_value_get_enum (value), pspec);
      break;

    case PROP_PALETTE:
      take_number (self, &self->palette, (guint) g_value_get_enum (value), pspec);
      break;

    case PROP_SCALING:
      take_number (self, &self->scaling, (guint) g_value_get_enum (value), pspec);
      break;

    case PROP_NUMBERS:
      take_number (self, &self->shows_numbers, g_value_get_boolean (value), pspec);
      break;

    case PROP_THRESHOLD:
      take_threshold (self, g_value_get_double (value), pspec);
      break;

    case PROP_TOP_K:
      take_number (self, &self->top_k, g_value_get_uint (value), pspec);
      break;

    case PROP_SOURCE:
      take_source (self, (guint) g_value_get_enum (value));
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
   * HeedViewOptions:mode:
   *
   * The kind of picture in which attention is drawn.
   */
  properties[PROP_MODE] =
    g_param_spec_enum ("mode", NULL, NULL, HEED_TYPE_VIEW_MODE, HEED_VIEW_MATRIX, flags);

  /**
   * HeedViewOptions:head-order:
   *
   * The order of heads in the view of all heads.
   */
  properties[PROP_HEAD_ORDER] = g_param_spec_enum ("head-order", NULL, NULL, HEED_TYPE_HEAD_ORDER,
                                                   HEED_HEADS_BY_LAYER, flags);

  /**
   * HeedViewOptions:units:
   *
   * What a row and a column of an attention stand for.
   */
  properties[PROP_UNITS] =
    g_param_spec_enum ("units", NULL, NULL, HEED_TYPE_SHOWN_AS, HEED_SHOWN_AS_WORDS, flags);

  /**
   * HeedViewOptions:palette:
   *
   * The colours of weights.
   */
  properties[PROP_PALETTE] =
    g_param_spec_enum ("palette", NULL, NULL, HEED_TYPE_PALETTE, HEED_PALETTE_BLUES, flags);

  /**
   * HeedViewOptions:scaling:
   *
   * The scale from weights to darkness.
   */
  properties[PROP_SCALING] =
    g_param_spec_enum ("scaling", NULL, NULL, HEED_TYPE_SCALING, HEED_SCALING_LINEAR, flags);

  /**
   * HeedViewOptions:numbers:
   *
   * Whether cells show their weight if it fits.
   */
  properties[PROP_NUMBERS] = g_param_spec_boolean ("numbers", NULL, NULL, FALSE, flags);

  /**
   * HeedViewOptions:threshold:
   *
   * Weights below it are not drawn; 0: all are drawn.
   */
  properties[PROP_THRESHOLD] =
    g_param_spec_double ("threshold", NULL, NULL, 0.0, 1.0, 0.0, flags);

  /**
   * HeedViewOptions:top-k:
   *
   * The number of largest weights that are drawn in each row; 0: all are drawn.
   */
  properties[PROP_TOP_K] = g_param_spec_uint ("top-k", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * HeedViewOptions:source:
   *
   * The contents of the matrix. Not saved: Heed always starts with attention.
   */
  properties[PROP_SOURCE] = g_param_spec_enum ("source", NULL, NULL, HEED_TYPE_VIEW_SOURCE,
                                               HEED_VIEW_OF_ATTENTION, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* The option is unchanged, but get_palette() depends on the theme, so everything is drawn again. */
static void
theme_changed_cb (HeedViewOptions *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PALETTE]);
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

  if (gtk_settings_get_default () != NULL)
    g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-theme-name",
                             G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
}

/* GSettings aborts if the installed schema is from an older Heed that does not have a key. */
static void
bind (HeedViewOptions *self,
      GSettings       *settings)
{
  g_autoptr(GSettingsSchema) schema = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  for (guint i = 1; i < N_PROPS; i++)
    {
      const char *name = g_param_spec_get_name (properties[i]);

      if (g_settings_schema_has_key (schema, name))
        g_settings_bind (settings, name, self, name, G_SETTINGS_BIND_DEFAULT);
    }
}

/**
 * heed_view_options_new:
 * @settings: (nullable): where the options are saved
 *
 * Returns: (transfer full): the options as they were saved, or the defaults
 */
HeedViewOptions *
heed_view_options_new (GSettings *settings)
{
  HeedViewOptions *self = g_object_new (HEED_TYPE_VIEW_OPTIONS, NULL);

  if (settings != NULL)
    bind (self, settings);

  return self;
}

/**
 * heed_view_options_get_actions:
 *
 * Returns: (transfer none): a group with one action per option
 */
GActionGroup *
heed_view_options_get_actions (HeedViewOptions *self)
{
  g_return_val_if_fail (HEED_IS_VIEW_OPTIONS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

HeedViewMode
heed_view_options_get_mode (HeedViewOptions *self)
{
  g_return_val_if_fail (HEED_IS_VIEW_OPTIONS (self), HEED_VIEW_MATRIX);

  return (HeedViewMode) self->mode;
}

HeedHeadOrder
heed_view_options_get_order (HeedViewOptions *self)
{
  g_return_val_if_fail (HEED_IS_VIEW_OPTIONS (self), HEED_HEADS_BY_LAYER);

  return (HeedHeadOrder) self->order;
}

HeedShownAs
heed_view_options_get_units (HeedViewOptions *self)
{
  g_return_val_if_fail (HEED_IS_VIEW_OPTIONS (self), HEED_SHOWN_AS_WORDS);

  return (HeedShownAs) self->units;
}

/* The high-contrast theme uses greys, which can also be printed without colours. */
static HeedPalette
get_palette (HeedViewOptions *self)
{
  if (self->is_presenting)
    return HEED_PALETTE_PROJECTOR;

  return heed_style_is_high_contrast () ? HEED_PALETTE_GREYS : (HeedPalette) self->palette;
}

HeedHeatmapStyle
heed_view_options_get_style (HeedViewOptions *self)
{
  g_return_val_if_fail (HEED_IS_VIEW_OPTIONS (self), ((HeedHeatmapStyle) { 0 }));

  return (HeedHeatmapStyle) {
    .palette = get_palette (self),
    .shading = { (HeedScaling) self->scaling, self->threshold, self->top_k },
    .shows_numbers = self->is_presenting || self->shows_numbers != 0,
  };
}

/**
 * heed_view_options_set_presenting:
 * @is_presenting: whether the window is being presented; the user's choice applies again
 *   afterwards
 */
void
heed_view_options_set_presenting (HeedViewOptions *self,
                                  gboolean         is_presenting)
{
  g_return_if_fail (HEED_IS_VIEW_OPTIONS (self));

  if (self->is_presenting == !!is_presenting)
    return;

  self->is_presenting = !!is_presenting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NUMBERS]);
}

gboolean
heed_view_options_get_evidence (HeedViewOptions  *self,
                                HeedEvidenceKind *kind)
{
  g_return_val_if_fail (HEED_IS_VIEW_OPTIONS (self), FALSE);

  if (self->source == HEED_VIEW_OF_ATTENTION)
    return FALSE;

  *kind = (HeedEvidenceKind) (self->source - 1);

  return TRUE;
}

const char *
heed_view_mode_get_name (HeedViewMode mode)
{
  g_autoptr(GEnumClass) modes = g_type_class_ref (HEED_TYPE_VIEW_MODE);
  const GEnumValue *value = g_enum_get_value (modes, (int) mode);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}
