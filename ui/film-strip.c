/* film-strip.c — the frames of a film as small heatmaps side by side
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * There are as many thumbnails as fit, each showing the frame nearest to its position; the frames
 * between them are reached by dragging. The strip serves the pointer only. The keyboard and screen
 * readers use a scale beside it, because in GTK 4.8 a custom widget cannot expose a value to them.
 */

#include "ui/film-strip.h"

#include <math.h>

#include "ui/heatmap-picture.h"
#include "ui/shapes.h"
#include "ui/style.h"

#define THUMB_WIDTH_PX  68
#define HEIGHT_PX       48
#define GAP_PX          8
#define MARK_WIDTH_PX   2.0

/**
 * HeedFilmStrip:
 *
 * Thumbnails of a film, and a mark at the position that is shown large.
 *
 * ## CSS nodes
 *
 * One node named `filmstrip`.
 *
 * ## Accessibility
 *
 * Presentation only; the scale beside it is the accessible control.
 */
struct _HeedFilmStrip
{
  GtkWidget  parent_instance;

  GArray    *frames;    /* of HeedFilmFrame */
  GPtrArray *pictures;  /* of HeedHeatmapPicture, one per thumbnail */
  double     position;
};

enum {
  SIGNAL_POSITION_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedFilmStrip, heed_film_strip, GTK_TYPE_WIDGET)

static void
clear_frame (gpointer data)
{
  g_clear_pointer (&((HeedFilmFrame *) data)->matrix, heed_matrix_unref);
}

/* --- Layout -------------------------------------------------------------- */

static guint
count_thumbs (double width)
{
  return MAX ((guint) ((width + GAP_PX) / (THUMB_WIDTH_PX + GAP_PX)), 2);
}

/* A place is at the middle of its thumbnail. */
static double
place_to_x (double place,
            double width)
{
  return THUMB_WIDTH_PX / 2.0 + place * (width - THUMB_WIDTH_PX);
}

static double
x_to_place (double x,
            double width)
{
  return CLAMP ((x - THUMB_WIDTH_PX / 2.0) / MAX (width - THUMB_WIDTH_PX, 1.0), 0.0, 1.0);
}

/* --- Drawing ------------------------------------------------------------- */

static HeedHeatmapPicture *
ensure_picture (HeedFilmStrip *self,
                guint          i,
                HeedMatrix    *matrix)
{
  gboolean is_dark = heed_style_is_dark (GTK_WIDGET (self));
  HeedHeatmapPicture *picture;

  while (self->pictures->len <= i)
    g_ptr_array_add (self->pictures,
                     heed_heatmap_picture_new (gtk_widget_get_pango_context (GTK_WIDGET (self))));

  picture = g_ptr_array_index (self->pictures, i);
  heed_heatmap_picture_set_scale (picture, heed_color_scale_get (HEED_PALETTE_BLUES, is_dark));
  heed_heatmap_picture_set_matrix (picture, matrix);

  return picture;
}

static void
draw_cells (HeedFilmStrip *self,
            cairo_t       *cr,
            guint          i,
            HeedMatrix    *matrix)
{
  cairo_surface_t *cells = heed_heatmap_picture_get_cells (ensure_picture (self, i, matrix));

  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, THUMB_WIDTH_PX, HEIGHT_PX);
  cairo_clip (cr);
  cairo_scale (cr, (double) THUMB_WIDTH_PX / matrix->n_columns,
               (double) HEIGHT_PX / matrix->n_rows);
  cairo_set_source_surface (cr, cells, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_thumb (HeedFilmStrip *self,
            cairo_t       *cr,
            guint          i,
            HeedMatrix    *matrix)
{
  if (matrix != NULL && matrix->n_rows > 0 && matrix->n_columns > 0)
    draw_cells (self, cr, i, matrix);

  heed_shapes_set_color (cr, heed_style_lookup (GTK_WIDGET (self), "heed_border"));
  cairo_set_line_width (cr, 1.0);
  cairo_rectangle (cr, 0.5, 0.5, THUMB_WIDTH_PX - 1.0, HEIGHT_PX - 1.0);
  cairo_stroke (cr);
}

static void
draw_mark (HeedFilmStrip *self,
           cairo_t       *cr,
           double         width)
{
  heed_shapes_set_color (cr, heed_style_lookup (GTK_WIDGET (self), "heed_mark"));
  cairo_set_line_width (cr, MARK_WIDTH_PX);
  cairo_move_to (cr, place_to_x (self->position, width), 0.0);
  cairo_rel_line_to (cr, 0.0, HEIGHT_PX);
  cairo_stroke (cr);
}

static void
heed_film_strip_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  HeedFilmStrip *self = HEED_FILM_STRIP (widget);
  int width = gtk_widget_get_width (widget);
  const HeedFilmFrame *frames = (const HeedFilmFrame *) (gpointer) self->frames->data;
  guint n_thumbs = count_thumbs (width);
  cairo_t *cr;

  if (self->frames->len == 0)
    return;

  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, width, gtk_widget_get_height (widget)));

  for (guint i = 0; i < n_thumbs; i++)
    {
      double place = i / (n_thumbs - 1.0);

      cairo_save (cr);
      cairo_translate (cr, round (place_to_x (place, width) - THUMB_WIDTH_PX / 2.0), 0.0);
      draw_thumb (self, cr, i,
                  frames[heed_film_frames_find (frames, self->frames->len, place)].matrix);
      cairo_restore (cr);
    }

  draw_mark (self, cr, width);
  cairo_destroy (cr);
}

static void
heed_film_strip_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = HEIGHT_PX;
  else
    {
      *minimum = 2 * THUMB_WIDTH_PX;
      *natural = 6 * (THUMB_WIDTH_PX + GAP_PX);
    }
}

/* --- The pointer --------------------------------------------------------- */

static void
choose_at (HeedFilmStrip *self,
           double         x)
{
  if (self->frames->len > 0)
    g_signal_emit (self, signals[SIGNAL_POSITION_CHOSEN], 0,
                   x_to_place (x, gtk_widget_get_width (GTK_WIDGET (self))));
}

static void
drag_begin_cb (HeedFilmStrip *self,
               double         x,
               double         y)
{
  choose_at (self, x);
}

static void
drag_update_cb (HeedFilmStrip  *self,
                double          by_x,
                double          by_y,
                GtkGestureDrag *drag)
{
  double x;

  if (gtk_gesture_drag_get_start_point (drag, &x, NULL))
    choose_at (self, x + by_x);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_film_strip_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heed_film_strip_parent_class)->css_changed (widget, change);

  gtk_widget_queue_draw (widget);
}

static void
heed_film_strip_finalize (GObject *object)
{
  HeedFilmStrip *self = HEED_FILM_STRIP (object);

  g_clear_pointer (&self->frames, g_array_unref);
  g_clear_pointer (&self->pictures, g_ptr_array_unref);

  G_OBJECT_CLASS (heed_film_strip_parent_class)->finalize (object);
}

static void
heed_film_strip_class_init (HeedFilmStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heed_film_strip_finalize;

  widget_class->css_changed = heed_film_strip_css_changed;
  widget_class->measure = heed_film_strip_measure;
  widget_class->snapshot = heed_film_strip_snapshot;

  /**
   * HeedFilmStrip::position-chosen:
   * @position: [0, 1]
   *
   * The pointer chose this position. The strip does not move its mark until its position is set.
   */
  signals[SIGNAL_POSITION_CHOSEN] =
    g_signal_new ("position-chosen", HEED_TYPE_FILM_STRIP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "filmstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
heed_film_strip_init (HeedFilmStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->frames = g_array_new (FALSE, FALSE, sizeof (HeedFilmFrame));
  g_array_set_clear_func (self->frames, clear_frame);
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_heatmap_picture_free);
  self->position = 1.0;

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * heed_film_strip_new:
 *
 * Returns: (transfer full): a strip without frames
 */
GtkWidget *
heed_film_strip_new (void)
{
  return g_object_new (HEED_TYPE_FILM_STRIP, NULL);
}

/**
 * heed_film_strip_set_frames:
 * @frames: (array length=n_frames): sorted by place; copied
 */
void
heed_film_strip_set_frames (HeedFilmStrip       *self,
                            const HeedFilmFrame *frames,
                            guint                n_frames)
{
  g_return_if_fail (HEED_IS_FILM_STRIP (self));
  g_return_if_fail (frames != NULL || n_frames == 0);

  g_array_set_size (self->frames, 0);

  for (guint i = 0; i < n_frames; i++)
    {
      HeedFilmFrame frame = frames[i];

      if (frame.matrix != NULL)
        heed_matrix_ref (frame.matrix);
      g_array_append_val (self->frames, frame);
    }

  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
heed_film_strip_get_position (HeedFilmStrip *self)
{
  g_return_val_if_fail (HEED_IS_FILM_STRIP (self), 0.0);

  return self->position;
}

/**
 * heed_film_strip_set_position:
 * @position: [0, 1]; position of the mark
 */
void
heed_film_strip_set_position (HeedFilmStrip *self,
                              double         position)
{
  g_return_if_fail (HEED_IS_FILM_STRIP (self));

  position = CLAMP (position, 0.0, 1.0);
  if (self->position == position)
    return;

  self->position = position;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
