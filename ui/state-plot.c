/* state-plot.c — draws states as a path of tokens in a plane, on any cairo surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sixty labels do not fit beside sixty points that lie close together, so a label is drawn only
 * where there is room: first those of the token pointed at and the selected one, then the first and
 * the last, then the others in order. A point without a label gets one while it is pointed at.
 */

#include "ui/state-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/token-label.h"

#define MARGIN_PX     10.0
#define GAP_PX        16.0  /* between the two frames */
#define INNER_PX      26.0  /* from the frame to the outermost point */
#define POINT_PX      3.0
#define LIT_PX        5.5
#define REACH_PX      18.0  /* maximum distance from the pointer to a point */
#define LABEL_GAP_PX  5.0
#define LINE_WIDTH_PX 1.5
#define FAINT         0.3
#define MAX_LABEL_PX  120.0

/* --- Paths ------------------------------------------------------------------ */

static void
forget_plane (HeedStatePath *path)
{
  g_clear_pointer (&path->plane, heed_plane_unref);
  g_clear_pointer (&path->labels, g_strfreev);
}

void
heed_state_path_clear (HeedStatePath *path)
{
  forget_plane (path);
  g_clear_pointer (&path->title, g_free);
  g_clear_pointer (&path->name, g_free);
}

void
heed_state_path_name (HeedStatePath *path,
                      const char    *title,
                      const char    *name)
{
  g_free (path->title);
  path->title = g_strdup (title);
  g_free (path->name);
  path->name = g_strdup (name);
}

/**
 * heed_state_path_set:
 * @plane: (nullable): as many points as there are tokens
 * @tokens: (array length=n_tokens): copied
 */
void
heed_state_path_set (HeedStatePath   *path,
                     HeedPlane       *plane,
                     const HeedToken *tokens,
                     guint            n_tokens)
{
  g_return_if_fail (plane == NULL || plane->n_points == n_tokens);

  forget_plane (path);
  if (plane == NULL)
    return;

  path->plane = heed_plane_ref (plane);
  path->labels = heed_token_label_new_list (tokens, n_tokens);
}

char *
heed_state_path_new_axis (const HeedStatePath *path,
                          guint                which,
                          gboolean             is_short)
{
  g_autofree char *share = heed_number_format_percent (path->plane->shares[which]);

  if (is_short)
    /* Translators: of two directions, with the share of the variance; there is little room */
    return g_strdup_printf (which == 0 ? _("first, %s") : _("second, %s"), share);

  return g_strdup_printf (which == 0 ? _("first direction, %s of the variance")
                                     : _("second direction, %s of the variance"),
                          share);
}

/* --- Positions -------------------------------------------------------------- */

static void
fit (HeedStateFrame  *frame,
     const HeedPlane *plane)
{
  double low[2] = { 0.0, 0.0 }, high[2] = { 0.0, 0.0 };
  double wide, tall, room_x, room_y;

  for (guint i = 0; plane != NULL && i < plane->n_points; i++)
    for (guint k = 0; k < 2; k++)
      {
        low[k] = MIN (low[k], plane->points[2 * i + k]);
        high[k] = MAX (high[k], plane->points[2 * i + k]);
      }

  wide = high[0] - low[0];
  tall = high[1] - low[1];
  room_x = MAX (frame->width - 2 * INNER_PX, 1.0);
  room_y = MAX (frame->height - 2 * INNER_PX, 1.0);
  frame->scale = MIN (wide > 0.0 ? room_x / wide : INFINITY, tall > 0.0 ? room_y / tall : INFINITY);
  if (!isfinite (frame->scale))
    frame->scale = 1.0;

  frame->middle_x = (low[0] + high[0]) / 2.0;
  frame->middle_y = (low[1] + high[1]) / 2.0;
}

/* Leaves room for a title above, an axis label below and one to the left. */
static void
place_one (HeedStateFrame          *frame,
           const HeedStatePath     *path,
           const cairo_rectangle_t *room,
           double                   line_height)
{
  double text = line_height + 4.0;

  *frame = (HeedStateFrame) {
    .x = room->x + text,
    .y = room->y + text,
    .width = MAX (room->width - text, 1.0),
    .height = MAX (room->height - 2.0 * text, 1.0),
    .line_height = line_height,
  };
  fit (frame, path->plane);
}

void
heed_state_frames_place (HeedStateFrame      frames[2],
                         const HeedStatePath paths[2],
                         double              width,
                         double              height,
                         double              line_height)
{
  gboolean is_wide = width >= height;
  double one_width = is_wide ? (width - 2 * MARGIN_PX - GAP_PX) / 2.0 : width - 2 * MARGIN_PX;
  double one_height = is_wide ? height - 2 * MARGIN_PX : (height - 2 * MARGIN_PX - GAP_PX) / 2.0;

  for (guint i = 0; i < 2; i++)
    {
      const cairo_rectangle_t room = {
        MARGIN_PX + (is_wide ? i * (one_width + GAP_PX) : 0.0),
        MARGIN_PX + (is_wide ? 0.0 : i * (one_height + GAP_PX)), one_width, one_height,
      };

      place_one (&frames[i], &paths[i], &room, line_height);
    }
}

void
heed_state_frame_get_point (const HeedStateFrame *frame,
                            const HeedPlane      *plane,
                            guint                 i,
                            double               *x,
                            double               *y)
{
  *x = frame->x + frame->width / 2.0 + frame->scale * (plane->points[2 * i] - frame->middle_x);
  *y = frame->y + frame->height / 2.0 -
       frame->scale * (plane->points[2 * i + 1] - frame->middle_y);
}

int
heed_state_frame_find (const HeedStateFrame *frame,
                       const HeedPlane      *plane,
                       double                x,
                       double                y)
{
  double nearest = REACH_PX;
  int found = -1;

  for (guint i = 0; plane != NULL && i < plane->n_points; i++)
    {
      double point_x, point_y, distance;

      heed_state_frame_get_point (frame, plane, i, &point_x, &point_y);
      distance = hypot (x - point_x, y - point_y);
      if (distance < nearest)
        {
          nearest = distance;
          found = (int) i;
        }
    }

  return found;
}

/* --- Drawing ------------------------------------------------------------------ */

static HeedColor
fade (HeedColor color,
      gboolean  is_faint)
{
  if (is_faint)
    color.alpha *= FAINT;

  return color;
}

static PangoLayout *
new_text (PangoContext *context,
          const char   *text,
          double        width,
          gboolean      is_bold)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoAttrList *attributes;

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (MAX (width, 1.0) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (is_bold)
    {
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }

  return layout;
}

/* Uses the shorter text if the longer one does not fit. */
static PangoLayout *
new_fitting_text (PangoContext *context,
                  const char   *text,
                  const char   *shorter,
                  double        width)
{
  PangoLayout *layout = new_text (context, text, width, FALSE);

  if (pango_layout_is_ellipsized (layout))
    pango_layout_set_text (layout, shorter, -1);

  return layout;
}

static PangoLayout *
new_axis (PangoContext        *context,
          const HeedStatePath *path,
          guint                which,
          double               width)
{
  g_autofree char *text = heed_state_path_new_axis (path, which, FALSE);
  g_autofree char *shorter = heed_state_path_new_axis (path, which, TRUE);

  return new_fitting_text (context, text, shorter, width);
}

static void
draw_around (cairo_t              *cr,
             PangoContext         *context,
             const HeedStateFrame *frame,
             const HeedStatePath  *path,
             const HeedStateLook  *look)
{
  g_autoptr(PangoLayout) title =
    new_fitting_text (context, path->title, path->name, frame->width);

  heed_shapes_set_color (cr, look->has_focus ? look->colors.mark : look->colors.line);
  cairo_set_line_width (cr, 1.0);
  cairo_rectangle (cr, frame->x + 0.5, frame->y + 0.5, frame->width - 1.0, frame->height - 1.0);
  cairo_stroke (cr);

  heed_shapes_set_color (cr, look->colors.text);
  cairo_move_to (cr, frame->x, frame->y - frame->line_height - 2.0);
  pango_cairo_show_layout (cr, title);
}

static void
draw_axes (cairo_t              *cr,
           PangoContext         *context,
           const HeedStateFrame *frame,
           const HeedStatePath  *path,
           const HeedStateLook  *look)
{
  g_autoptr(PangoLayout) first = new_axis (context, path, 0, frame->width);
  g_autoptr(PangoLayout) second = new_axis (context, path, 1, frame->height);

  heed_shapes_set_color (cr, look->colors.muted);
  cairo_move_to (cr, frame->x, frame->y + frame->height + 2.0);
  pango_cairo_show_layout (cr, first);

  cairo_save (cr);
  cairo_move_to (cr, frame->x - frame->line_height - 3.0, frame->y + frame->height);
  cairo_rotate (cr, -G_PI / 2.0);
  pango_cairo_show_layout (cr, second);
  cairo_restore (cr);
}

/* Later lines are stronger, which shows the direction of the path. */
static void
draw_lines (cairo_t              *cr,
            const HeedStateFrame *frame,
            const HeedPlane      *plane,
            const HeedStateLook  *look)
{
  cairo_set_line_width (cr, LINE_WIDTH_PX);

  for (guint i = 1; i < plane->n_points; i++)
    {
      HeedColor color = fade (look->colors.point, i >= look->n_played);
      double x, y;

      color.alpha *= 0.25 + 0.5 * i / plane->n_points;
      heed_shapes_set_color (cr, color);
      heed_state_frame_get_point (frame, plane, i - 1, &x, &y);
      cairo_move_to (cr, x, y);
      heed_state_frame_get_point (frame, plane, i, &x, &y);
      cairo_line_to (cr, x, y);
      cairo_stroke (cr);
    }
}

static gboolean
is_looked_at (const HeedStateLook *look,
              guint                i)
{
  return look->selected == (int) i || look->lit == (int) i;
}

static double
get_radius (const HeedStateLook *look,
            guint                i)
{
  return is_looked_at (look, i) ? LIT_PX : POINT_PX;
}

/* Draws the points; the first one is a ring. */
static void
draw_points (cairo_t              *cr,
             const HeedStateFrame *frame,
             const HeedPlane      *plane,
             const HeedStateLook  *look)
{
  for (guint i = 0; i < plane->n_points; i++)
    {
      gboolean is_lit = is_looked_at (look, i);
      double x, y;

      heed_state_frame_get_point (frame, plane, i, &x, &y);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, get_radius (look, i), 0.0, 2.0 * G_PI);
      heed_shapes_set_color (cr, i == 0 && !is_lit
                                   ? look->colors.paper
                                   : fade (is_lit ? look->colors.mark : look->colors.point,
                                           i >= look->n_played));
      cairo_fill_preserve (cr);
      heed_shapes_set_color (cr, fade (is_lit ? look->colors.mark : look->colors.point,
                                       i >= look->n_played));
      cairo_stroke (cr);
    }
}

/* --- Labels --- */

typedef struct {
  cairo_t              *cr;
  PangoContext         *context;
  const HeedStateFrame *frame;
  const HeedStatePath  *path;
  const HeedStateLook  *look;
  GArray               *taken;   /* of cairo_rectangle_t */
} Labels;

static gboolean
overlap (const cairo_rectangle_t *a,
         const cairo_rectangle_t *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static gboolean
is_free (const Labels            *labels,
         const cairo_rectangle_t *place)
{
  const HeedStateFrame *frame = labels->frame;

  if (place->x < frame->x || place->x + place->width > frame->x + frame->width ||
      place->y < frame->y || place->y + place->height > frame->y + frame->height)
    return FALSE;

  for (guint i = 0; i < labels->taken->len; i++)
    if (overlap (place, &g_array_index (labels->taken, cairo_rectangle_t, i)))
      return FALSE;

  return TRUE;
}

/* Tries the right of its point, the left, above and below. */
static gboolean
find_place (const Labels      *labels,
            guint              i,
            cairo_rectangle_t *place)
{
  const double w = place->width;
  const double h = place->height;
  double gap = get_radius (labels->look, i) - POINT_PX + LABEL_GAP_PX;
  double x, y;

  heed_state_frame_get_point (labels->frame, labels->path->plane, i, &x, &y);

  const cairo_rectangle_t tries[] = {
    { x + gap, y - h / 2.0, w, h },
    { x - gap - w, y - h / 2.0, w, h },
    { x - w / 2.0, y - gap - h, w, h },
    { x - w / 2.0, y + gap, w, h },
  };

  for (guint k = 0; k < G_N_ELEMENTS (tries); k++)
    if (is_free (labels, &tries[k]))
      {
        *place = tries[k];

        return TRUE;
      }

  *place = tries[0];

  return FALSE;
}

static void
draw_label (Labels  *labels,
            guint    i,
            gboolean must_be)
{
  const HeedStateLook *look = labels->look;
  gboolean is_lit = is_looked_at (look, i);
  g_autoptr(PangoLayout) text =
    new_text (labels->context, labels->path->labels[i], MAX_LABEL_PX, is_lit);
  cairo_rectangle_t place;
  int width, height;

  pango_layout_get_pixel_size (text, &width, &height);
  place.width = width;
  place.height = height;
  if (!find_place (labels, i, &place))
    {
      if (!must_be)
        return;

      place.x = CLAMP (place.x, labels->frame->x,
                       MAX (labels->frame->x + labels->frame->width - width, labels->frame->x));
      place.y = CLAMP (place.y, labels->frame->y,
                       MAX (labels->frame->y + labels->frame->height - height, labels->frame->y));
    }

  g_array_append_val (labels->taken, place);
  heed_shapes_set_color (labels->cr,
                         fade (is_lit ? look->colors.mark : look->colors.text,
                               i >= look->n_played));
  cairo_move_to (labels->cr, place.x, place.y);
  pango_cairo_show_layout (labels->cr, text);
}

static void
draw_labels (Labels *labels)
{
  guint last = labels->path->plane->n_points - 1;
  const HeedStateLook *look = labels->look;

  if (look->lit >= 0 && look->lit <= (int) last)
    draw_label (labels, (guint) look->lit, TRUE);
  if (look->selected >= 0 && look->selected <= (int) last && look->selected != look->lit)
    draw_label (labels, (guint) look->selected, TRUE);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i <= last; i++)
      if (!is_looked_at (look, i) && (i == 0 || i == last) == (pass == 0))
        draw_label (labels, i, FALSE);
}

/* Marks the points as taken, so that no label covers one. */
static void
take_points (Labels *labels)
{
  for (guint i = 0; i < labels->path->plane->n_points; i++)
    {
      double radius = get_radius (labels->look, i);
      cairo_rectangle_t place = { 0.0, 0.0, 2.0 * radius, 2.0 * radius };
      double x, y;

      heed_state_frame_get_point (labels->frame, labels->path->plane, i, &x, &y);
      place.x = x - radius;
      place.y = y - radius;
      g_array_append_val (labels->taken, place);
    }
}

void
heed_state_frame_draw (cairo_t              *cr,
                       PangoContext         *context,
                       const HeedStateFrame *frame,
                       const HeedStatePath  *path,
                       const HeedStateLook  *look)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  Labels labels = { cr, context, frame, path, look, taken };

  draw_around (cr, context, frame, path, look);
  if (path->plane == NULL)
    return;

  draw_axes (cr, context, frame, path, look);
  draw_lines (cr, frame, path->plane, look);
  draw_points (cr, frame, path->plane, look);
  take_points (&labels);
  draw_labels (&labels);
}
