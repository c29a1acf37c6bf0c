using System.Text;
using System.Text.RegularExpressions;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Faults;

/// <summary>Makes what is served disagree with its digest, without changing a length.</summary>
internal static partial class Damage
{
    public static Reply Apply(Reply reply, Operation? operation) =>
        operation == Operation.Download ? DamageBody(reply) : reply with { Body = Encoding.UTF8.GetBytes(DamageDigests(Encoding.UTF8.GetString(reply.Body))) };

    private static Reply DamageBody(Reply reply)
    {
        var body = reply.FilePath is { } path ? File.ReadAllBytes(path) : [.. reply.Body];
        if (body.Length > 0)
        {
            body[^1] ^= 0x01;
        }

        return reply with { FilePath = null, Body = body };
    }

    private static string DamageDigests(string text) =>
        Digests().Replace(text, digest => (digest.Value[0] == '0' ? '1' : '0') + digest.Value[1..]);

    /// <summary>Hexadecimal digests of 128 bits and more, and the base64 part of an <c>algorithm-base64</c> integrity.</summary>
    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:[0-9a-f]{128}|[0-9a-f]{96}|[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})(?![0-9A-Za-z])|(?<=sha(?:256|384|512)-)[0-9A-Za-z+/]{40,}={0,2}")]
    private static partial Regex Digests();
}
