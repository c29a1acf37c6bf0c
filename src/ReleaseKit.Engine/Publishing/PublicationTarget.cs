using ReleaseKit.Engine.Credentials;

namespace ReleaseKit.Engine.Publishing;

/// <summary>Where a package goes, without its credential: what may be written down.</summary>
/// <param name="Registry">Address for uploads.</param>
/// <param name="Index">Address for installs.</param>
/// <param name="TokenVariables">Environment variables to look for the credential in, in order; empty when none is wanted.</param>
public sealed record PublicationTarget(Uri Registry, Uri Index, IReadOnlyList<string> TokenVariables)
{
    /// <summary>Whether a CI service may vouch for uploads when no variable has a credential; null when it may not.</summary>
    public TrustChoice? Trust { get; init; }
}
