using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges;

/// <summary>A repository's forge and where its API is.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Api">The API's base without a trailing slash.</param>
public sealed record ForgeLocation(ForgeRepository Repository, Uri Api);
