<?php
/**
 * Images of pages: attachments that are found by the digest of their content.
 *
 * @package presscheck
 */

namespace Presscheck;

use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/** What an image may be, by the ending of its name. */
const IMAGE_TYPES = array(
	'avif' => 'image/avif',
	'gif'  => 'image/gif',
	'jpg'  => 'image/jpeg',
	'png'  => 'image/png',
	'webp' => 'image/webp',
);

/**
 * The image of a name, as a list of one or none.
 *
 * @param WP_REST_Request $request With `name`.
 * @return array|WP_Error
 */
function list_images( $request ) {
	$name = image_name( $request );
	if ( is_wp_error( $name ) ) {
		return $name;
	}
	$url = image_url( $name );
	return array( 'items' => null === $url ? array() : array( array( 'url' => $url ) ) );
}

/**
 * Add an image to the media library, unless it is there.
 *
 * @param WP_REST_Request $request With `name`, and the file as its body.
 * @return WP_REST_Response|WP_Error
 */
function add_image( $request ) {
	$made   = null;
	$result = null;
	$work   = function () use ( $request, &$made ) {
		$name = image_name( $request );
		if ( is_wp_error( $name ) ) {
			return $name;
		}
		$url = image_url( $name );
		if ( null !== $url ) {
			return new WP_REST_Response( array( 'url' => $url ), 200 );
		}
		$data = $request->get_body();
		if ( strlen( $data ) > wp_max_upload_size() ) {
			return refused( 413, 'size', 'the image has ' . strlen( $data ) . ' bytes; the site takes ' . wp_max_upload_size() );
		}
		if ( hash( 'sha256', $data ) !== strtok( $name, '.' ) ) {
			return refused( 422, 'image', "the file is not the one that $name names" );
		}
		$stored = wp_upload_bits( $name, null, $data );
		if ( ! empty( $stored['error'] ) ) {
			return refused( 422, 'image', $stored['error'] );
		}
		$made = $stored['file'];
		$post = array(
			'post_mime_type' => IMAGE_TYPES[ pathinfo( $name, PATHINFO_EXTENSION ) ],
			'post_title'     => $name,
			'post_status'    => 'inherit',
		);
		$id   = wp_insert_attachment( $post, $made, 0, true );
		if ( is_wp_error( $id ) ) {
			return refused( 422, 'image', $id->get_error_message() );
		}
		if ( ! update_post_meta( $id, PREFIX . 'image', $name ) ) {
			return refused( 422, 'image', "WordPress did not keep the name $name" );
		}
		return new WP_REST_Response( array( 'url' => (string) wp_get_attachment_url( $id ) ), 201 );
	};
	try {
		$result = alone( $work );
	} finally {
		// The database forgets what was not finished; the folder does not.
		if ( null !== $made && ( null === $result || is_wp_error( $result ) ) ) {
			wp_delete_file( $made );
		}
	}
	return $result;
}

/**
 * The name of an image: the digest of its content, and what it is.
 *
 * @param WP_REST_Request $request With `name`.
 * @return string|WP_Error
 */
function image_name( $request ) {
	$name  = (string) $request->get_param( 'name' );
	$types = implode( '|', array_keys( IMAGE_TYPES ) );
	return preg_match( "/^[0-9a-f]{64}\\.(?:$types)$/D", $name ) ? $name : refused( 422, 'image', 'the name is no digest of an image' );
}

/**
 * Where readers get an image. One whose file is gone or was changed is none of ours any more.
 *
 * @param string $name Of the image.
 * @return string|null
 */
function image_url( $name ) {
	global $wpdb;
	$ids = $wpdb->get_col( $wpdb->prepare( "SELECT m.post_id FROM $wpdb->postmeta m JOIN $wpdb->posts p ON p.ID = m.post_id AND p.post_type = 'attachment' WHERE m.meta_key = %s AND m.meta_value = %s ORDER BY m.post_id", PREFIX . 'image', $name ) );
	foreach ( $ids as $id ) {
		$file = get_attached_file( (int) $id );
		if ( $file && is_readable( $file ) && hash_file( 'sha256', $file ) === strtok( $name, '.' ) ) {
			return (string) wp_get_attachment_url( (int) $id );
		}
	}
	return null;
}
