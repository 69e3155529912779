<?php
/**
 * What readers get: the text as it was sent, and what belongs into the head.
 *
 * @package presscheck
 */

namespace Presscheck;

use WP_Post;

defined( 'ABSPATH' ) || exit;

add_action( 'template_redirect', __NAMESPACE__ . '\\prepare_view' );
add_filter( 'the_content', __NAMESPACE__ . '\\keep_aside', 0 );
add_filter( 'the_content', __NAMESPACE__ . '\\put_back', PHP_INT_MAX );
add_filter( 'redirect_canonical', __NAMESPACE__ . '\\guessed' );

/**
 * Whether a post is a page of ours as it was written; then it is shown verbatim.
 *
 * @param WP_Post|null $post A post.
 * @return bool
 */
function is_ours( $post ) {
	return $post instanceof WP_Post && 'page' === $post->post_type && '' !== (string) get_post_meta( $post->ID, PREFIX . 'key', true );
}

/**
 * Where WordPress sends readers on to. For an address with no page it guesses one of a similar name: for a page that was
 * taken offline, that is its translation, and for good, so that browsers stay there when the page is back.
 *
 * @param string|false $url The address.
 * @return string|false False for a page of ours that was guessed: the answer is 404.
 */
function guessed( $url ) {
	return $url && is_404() && is_ours( get_post( url_to_postid( $url ) ) ) ? false : $url;
}

/**
 * Take the text out of the way of everything that WordPress would do to it: shortcodes, embeds, typography.
 *
 * @param string $content Of the post.
 * @return string
 */
function keep_aside( $content ) {
	$post = get_post();
	if ( $post && get_post_meta( $post->ID, PREFIX . 'folder', true ) && '' === trim( $content ) ) {
		return '<ul>' . wp_list_pages( array( 'child_of' => $post->ID, 'depth' => 1, 'title_li' => '', 'echo' => false ) ) . '</ul>'; // phpcs:ignore WordPress.Arrays
	}
	return is_ours( $post ) && $content === $post->post_content && null !== body( $content ) && ! post_password_required( $post ) ? marker( $post ) : $content;
}

/**
 * Put the text where its marker is. What other plug-ins added around it stays.
 *
 * @param string $content Of the post, filtered.
 * @return string
 */
function put_back( $content ) {
	$post = get_post();
	// On the page's own view it comes later still: themes made of blocks run shortcodes over the whole template.
	return is_ours( $post ) && ! is_view_of( $post ) ? filled( $post, $content ) : $content;
}

/**
 * A text with the page's own where its marker is.
 *
 * @param WP_Post $post The page.
 * @param string  $text With the marker, or without.
 * @return string
 */
function filled( $post, $text ) {
	return post_password_required( $post ) ? $text : str_replace( marker( $post ), (string) body( $post->post_content ), $text );
}

/**
 * Whether a reader asked for just this page, as HTML.
 *
 * @param WP_Post $post The page.
 * @return bool
 */
function is_view_of( $post ) {
	return did_action( 'template_redirect' ) && is_page() && ! is_feed() && get_queried_object_id() === $post->ID;
}

/**
 * What stands for the text meanwhile: an element that no filter of WordPress looks into.
 *
 * @param WP_Post $post The page.
 * @return string
 */
function marker( $post ) {
	return '<div data-presscheck="' . wp_hash( 'presscheck' . $post->ID ) . '"></div>';
}

/**
 * On a page of ours: its language, its address, its head, and no typography in its title.
 */
function prepare_view() {
	$post = is_page() ? get_queried_object() : null;
	if ( ! is_ours( $post ) || ! is_view_of( $post ) ) {
		return;
	}
	ob_start(
		function ( $page ) use ( $post ) {
			return filled( $post, $page );
		}
	);
	add_filter( 'run_wptexturize', '__return_false' );
	wptexturize( '', true );
	$language = field( $post->ID, 'locale' );
	$url      = field( $post->ID, 'url' );
	add_filter(
		'language_attributes',
		function ( $attributes ) use ( $language ) {
			return '' === $language ? $attributes : preg_replace( '/lang="[^"]*"/', 'lang="' . esc_attr( $language ) . '"', $attributes );
		}
	);
	add_filter(
		'get_canonical_url',
		function ( $canonical, $of ) use ( $post, $url ) {
			return $of->ID === $post->ID && '' !== $url ? $url : $canonical;
		},
		10,
		2
	);
	add_action(
		'wp_head',
		function () use ( $post, $language, $url ) {
			head( $post, $language, $url );
		}
	);
}

/**
 * Description, alternates and JSON-LD.
 *
 * The filter presscheck_head takes parts away that another plug-in prints: it gets the names 'description',
 * 'alternates' and 'json_ld' and returns those to print.
 *
 * @param WP_Post $post     The page.
 * @param string  $language Of it.
 * @param string  $url      Of it.
 */
function head( $post, $language, $url ) {
	$parts = (array) apply_filters( 'presscheck_head', array( 'description', 'alternates', 'json_ld' ), $post );
	if ( in_array( 'description', $parts, true ) && '' !== $post->post_excerpt ) {
		printf( "<meta name=\"description\" content=\"%s\" />\n", esc_attr( htmlspecialchars_decode( $post->post_excerpt, ENT_NOQUOTES ) ) );
	}
	$others = field( $post->ID, 'alternates' );
	if ( in_array( 'alternates', $parts, true ) && is_array( $others ) && $others ) {
		foreach ( array_merge( array( array( $language, $url ) ), $others ) as $other ) {
			if ( is_array( $other ) && isset( $other[0], $other[1] ) && is_string( $other[0] ) && is_string( $other[1] ) ) {
				printf( "<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\" />\n", esc_attr( $other[0] ), esc_url( $other[1] ) );
			}
		}
	}
	$graph = json_decode( (string) get_post_meta( $post->ID, PREFIX . 'json_ld', true ) );
	if ( in_array( 'json_ld', $parts, true ) && null !== $graph ) {
		// Every sign that HTML knows is escaped: no text in the graph can end the element.
		echo '<script type="application/ld+json">' . wp_json_encode( $graph, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) . "</script>\n"; // phpcs:ignore WordPress.Security.EscapeOutput
	}
}
