using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges;

/// <summary>A repository's address taken apart.</summary>
/// <param name="Host">The host as a web address, without a path.</param>
/// <param name="Path">What follows, without slashes at its ends and <c>.git</c>.</param>
internal sealed record RepositoryAddress(Uri Host, string Path)
{
    /// <summary>The parts of an address in any of git's forms; null when it names no host.</summary>
    public static RepositoryAddress? Parse(string? url) =>
        RepositoryLinks.Home(url) is { } home && Uri.TryCreate(home, UriKind.Absolute, out var address)
            ? new RepositoryAddress(new Uri(address.GetLeftPart(UriPartial.Authority)), address.AbsolutePath.Trim('/'))
            : null;
}
