using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Channels;

/// <summary>
/// The prereleases of one package on their way to a stable version: which base comes next, and which number. Packages that
/// share a version ask each of their lines and take the highest answers.
/// </summary>
/// <param name="Scheme">The package's version scheme.</param>
/// <param name="Existing">Every version that was released already, in any order, stable ones included; all valid.</param>
public sealed record PrereleaseLine(IVersionScheme Scheme, ImmutableArray<string> Existing)
{
    /// <summary>
    /// The base of the next prerelease: the version that would be released as stable, never below the base of a prerelease
    /// that is out already, so that a reverted feature does not turn the line back.
    /// </summary>
    /// <param name="target">What a stable release would get.</param>
    /// <param name="latest">The newest prerelease of the line; null when there is none.</param>
    public string BaseFrom(string target, string? latest)
    {
        var completed = latest is null ? target : Complete(latest);
        return Scheme.Compare(completed, target) > 0 ? completed : target;
    }

    /// <summary>The stable version that a prerelease leads to; a stable version itself.</summary>
    public string Complete(string version) =>
        !Scheme.IsPrerelease(version) ? version : Scheme.ReadPrerelease(version)?.Base ?? Scheme.Bump(version, BumpLevel.Patch);

    /// <summary>One more than the highest number that the base has on the channel; the first number when it has none.</summary>
    /// <exception cref="ArgumentException">The scheme does not have the channel.</exception>
    public long NextNumber(string stable, string channel)
    {
        if (!Scheme.HasChannel(channel))
        {
            throw new ArgumentException($"{Scheme.Name} has no channel {channel}.", nameof(channel));
        }

        var first = channel == Channel.Post ? 1 : 0;
        return Numbers(stable, channel).Select(number => number + 1).Append(first).Max();
    }

    /// <summary>Whether two channels have the same versions, as <c>next</c> and <c>dev</c> have in PEP 440.</summary>
    public bool AreSame(string channel, string other) => Canonical(channel) == Canonical(other);

    private IEnumerable<long> Numbers(string stable, string channel)
    {
        var canonical = Canonical(channel);
        return Existing.Select(Scheme.ReadPrerelease).OfType<PrereleaseParts>()
            .Where(parts => parts.Channel == canonical && Scheme.Compare(parts.Base, stable) == 0)
            .Select(parts => parts.Number);
    }

    private string Canonical(string channel) => Scheme.HasChannel(channel) && Scheme.ReadPrerelease(Scheme.Prerelease("1.0.0", channel, 1)) is { } parts ? parts.Channel : channel;
}
