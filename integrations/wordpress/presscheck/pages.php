<?php
/**
 * Pages as WordPress stores them: fields to posts and meta, and back.
 *
 * @package presscheck
 */

namespace Presscheck;

use WP_Error;
use WP_Post;

defined( 'ABSPATH' ) || exit;

add_action( 'init', __NAMESPACE__ . '\\register_fields' );

/**
 * Show the fields in WordPress's own REST API. Key and state are read only there.
 */
function register_fields() {
	add_post_type_support( 'page', 'excerpt' );
	foreach ( META as $name ) {
		$fixed = in_array( $name, array( 'key', 'state' ), true );
		register_post_meta(
			'page',
			PREFIX . $name,
			array(
				'type'          => 'string',
				'single'        => true,
				'show_in_rest'  => 'state' !== $name,
				'auth_callback' => function ( $allowed, $meta_key, $post_id ) use ( $fixed ) {
					return ! $fixed && current_user_can( 'edit_post', $post_id );
				},
			)
		);
	}
}

/**
 * Store a page, published.
 *
 * @param array $document As `document` gives it.
 * @param array $place    Further fields for WordPress: the id or the parent.
 * @return int|WP_Error
 */
function save( $document, $place ) {
	$slug = wp_unique_post_slug( $document['slug'], isset( $place['ID'] ) ? $place['ID'] : 0, 'publish', 'page', $place['post_parent'] );
	if ( $slug !== $document['slug'] ) {
		return refused( 409, 'slug', "the slug {$document['slug']} is taken" );
	}
	$post = $place + array(
		'post_status'   => 'publish',
		'post_name'     => $document['slug'],
		// To WordPress, title and excerpt are HTML; to us, they are text.
		'post_title'    => htmlspecialchars( $document['title'], ENT_NOQUOTES ),
		'post_excerpt'  => htmlspecialchars( $document['summary'], ENT_NOQUOTES ),
		'post_content'  => OPENING . $document['html'] . CLOSING,
		'post_password' => '',
	);
	$id   = isset( $place['ID'] ) ? wp_update_post( wp_slash( $post ), true ) : wp_insert_post( wp_slash( $post ), true );
	if ( is_wp_error( $id ) ) {
		return refused( 422, 'field', $id->get_error_message() );
	}
	foreach ( META as $name ) {
		$value = in_array( $name, LISTS, true ) ? wp_json_encode( $document[ $name ], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) : $document[ $name ];
		update_post_meta( $id, PREFIX . $name, wp_slash( $value ) );
	}
	return $id;
}

/**
 * The page that is a part of an address, such as /en/faqs/. Whatever page has the name already is taken.
 *
 * @param int    $parent Id of the page above.
 * @param string $name   The part of the address.
 * @return int|WP_Error
 */
function folder( $parent, $name ) {
	global $wpdb;
	$id = (int) $wpdb->get_var( $wpdb->prepare( "SELECT ID FROM $wpdb->posts WHERE post_type = 'page' AND post_parent = %d AND post_name = %s AND post_status <> 'trash' ORDER BY ID LIMIT 1", $parent, $name ) );
	if ( $id ) {
		return $id;
	}
	$made = wp_insert_post( wp_slash( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_parent' => $parent, 'post_name' => $name, 'post_title' => $name, 'comment_status' => 'closed' ) ), true ); // phpcs:ignore WordPress.Arrays
	if ( is_wp_error( $made ) || get_post( $made )->post_name !== $name ) {
		return refused( 409, 'slug', "the slug $name, for a part of the address, is taken" );
	}
	update_post_meta( $made, PREFIX . 'folder', '1' );
	return $made;
}

/**
 * A page as the endpoint gives it.
 *
 * @param int $id Of the page.
 * @return array|null Null where there is no such page with a key.
 */
function item( $id ) {
	$post = get_post( $id );
	if ( ! $post || 'page' !== $post->post_type || '' === (string) get_post_meta( $id, PREFIX . 'key', true ) ) {
		return null;
	}
	$html     = body( $post->post_content );
	$document = array(
		'slug'    => $post->post_name,
		'title'   => htmlspecialchars_decode( $post->post_title, ENT_NOQUOTES ),
		'summary' => htmlspecialchars_decode( $post->post_excerpt, ENT_NOQUOTES ),
		'html'    => null === $html ? $post->post_content : $html,
	);
	foreach ( META as $name ) {
		$document[ $name ] = field( $id, $name );
	}
	$version = array( $post->post_modified_gmt, $post->post_date_gmt, $post->post_status, $post->post_password, $post->post_content, $document );
	return array(
		'id'       => (int) $id,
		// Times have a resolution of one second: what the page says counts as well.
		'revision' => substr( hash( 'sha256', (string) wp_json_encode( $version ) ), 0, 32 ),
		'status'   => status( $post ),
		'url'      => (string) get_permalink( $post ),
		'document' => $document,
	);
}

/**
 * A field that is post meta. A list that somebody made something else of comes back as text.
 *
 * @param int    $id   Of the page.
 * @param string $name Of the field.
 * @return string|array
 */
function field( $id, $name ) {
	$value = get_post_meta( $id, PREFIX . $name, true );
	$value = is_string( $value ) ? $value : (string) wp_json_encode( $value );
	$list  = in_array( $name, LISTS, true ) ? json_decode( $value, true ) : null;
	return is_array( $list ) ? $list : $value;
}

/**
 * Whether readers have a page: with a password, in private or in the trash they have not.
 *
 * @param WP_Post $post The page.
 * @return string
 */
function status( $post ) {
	if ( 'publish' === $post->post_status && '' === $post->post_password ) {
		return 'published';
	}
	return 'future' === $post->post_status ? 'scheduled' : 'draft';
}

/**
 * The HTML that was sent, without the comments around it that make it one block for the editor.
 *
 * @param string $content Of a post.
 * @return string|null Null where somebody made something else of it.
 */
function body( $content ) {
	$whole = 0 === strpos( $content, OPENING ) && substr( $content, -strlen( CLOSING ) ) === CLOSING && strlen( $content ) >= strlen( OPENING . CLOSING );
	if ( ! $whole ) {
		return null;
	}
	$html = (string) substr( $content, strlen( OPENING ), -strlen( CLOSING ) );
	// The editor takes the last line end of a block away, whatever somebody changed in it. What presscheck sends has one.
	return '' === $html || "\n" === substr( $html, -1 ) ? $html : "$html\n";
}
