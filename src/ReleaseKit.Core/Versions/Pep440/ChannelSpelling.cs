using System.Numerics;
using ReleaseKit.Core.Channels;

namespace ReleaseKit.Core.Versions.Pep440;

/// <summary>How channels are written in PEP 440, which has a fixed set of them.</summary>
internal static class ChannelSpelling
{
    private static readonly (string Channel, string Phase)[] Phases = [("alpha", "a"), ("beta", "b"), ("rc", "rc")];

    public static Pep440Version Write(Pep440Version stable, string channel, long number)
    {
        // A post-release follows the version it corrects, everything else comes before the final one.
        var final = stable.Base;
        if (channel == Channel.Post)
        {
            return final with { Post = number };
        }

        var phase = Array.Find(Phases, p => p.Channel == channel).Phase;
        return phase is null ? final with { Dev = number } : final with { Phase = phase, PhaseNumber = number };
    }

    public static PrereleaseParts? Read(Pep440Version version)
    {
        var (channel, number) = version switch
        {
            { Local.Length: > 0 } => ("", BigInteger.Zero),
            { Phase: { } phase, Post: null, Dev: null } => (Array.Find(Phases, p => p.Phase == phase).Channel, version.PhaseNumber),
            { Phase: null, Post: null, Dev: { } dev } => (Channel.Dev, dev),
            { Phase: null, Post: { } post, Dev: null } => (Channel.Post, post),
            _ => ("", BigInteger.Zero),
        };
        return channel.Length > 0 && number <= long.MaxValue ? new PrereleaseParts(version.Base.ToString(), channel, (long)number) : null;
    }

    public static Pep440Version Development(Pep440Version version, string number) => version.Public with { Dev = BigInteger.Parse(number) };
}
