namespace ReleaseKit.Engine.Ecosystems;

/// <summary>What an ecosystem's registries tell and keep.</summary>
/// <param name="Digest">The algorithm of the digests that they tell of files: <c>sha256</c>, <c>sha512</c>; empty when they tell none, so that files are downloaded to be compared.</param>
/// <param name="HasTags">
/// Whether they keep names that point at versions, <c>latest</c> among them, which an upload moves. Elsewhere whoever installs takes the highest
/// version that is no prerelease, and nothing has to be kept from moving back.
/// </param>
public sealed record RegistryTraits(string Digest = "", bool HasTags = false);
