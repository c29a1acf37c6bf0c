using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Processes;

public sealed class RedactorTests
{
    private const string Token = "pypi-AgEIcH/+lwaS5vcmc \"x\"&q";

    [Theory]
    [InlineData(Token)]
    [InlineData("npm_0123456789abcdefghij")]
    public void EveryUsualFormIsHidden(string token)
    {
        var redactor = new Redactor([new Secret(token, "T")]);
        var percent = Uri.EscapeDataString(token);
        string[] forms =
        [
            token,
            percent,
            percent.Replace("%2F", "%2f", StringComparison.Ordinal).Replace("%2B", "%2b", StringComparison.Ordinal),
            percent.Replace("%20", "+", StringComparison.Ordinal),
            JsonSerializer.Serialize(token)[1..^1],
            token.Replace("\"", "\\\"", StringComparison.Ordinal),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(token)),
        ];
        foreach (var form in forms)
        {
            redactor.Redact($"before {form} after").ShouldBe("before *** after");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("u:")]
    [InlineData("__token__:")]
    [InlineData("x-access-token:")]
    public void BasicCredentialsAreHiddenWhateverTheUserName(string user)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(user + "npm_0123456789abcdefghij"));
        var redacted = new Redactor([new Secret("npm_0123456789abcdefghij", "T")]).Redact($"Authorization: Basic {encoded}");
        redacted.ShouldContain("***");

        // At most the few characters that the user name shares with the value's first byte, and the last byte's rest, are left.
        var left = redacted["Authorization: Basic ".Length..].Replace("***", "", StringComparison.Ordinal).Length;
        left.ShouldBeLessThanOrEqualTo((user.Length * 8 / 6) + 6);
    }

    [Fact]
    public void LinesOfAKeyFileAreHidden()
    {
        const string Key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG\n9w0BAQEFAASCBKcwggSj\n-----END KEY-----\n";
        var redactor = new Redactor([new Secret(Key, "T")]);
        redactor.Redact("parse error near MIIEvQIBADANBgkqhkiG").ShouldBe("parse error near ***");
        redactor.Redact(Key).ShouldBe("***\n");
    }

    [Fact]
    public void CredentialSplitBetweenPiecesIsHidden()
    {
        const string Text = "a s3cr3t s3cr3s s3cr3ts3cr3t s3";
        for (var size = 1; size < Text.Length; size++)
        {
            var result = new StringBuilder();
            var redacting = new RedactingText(new Redactor([new Secret("s3cr3t", "T")]), piece => result.Append(piece));
            for (var i = 0; i < Text.Length; i += size)
            {
                redacting.Append(Text.AsSpan(i, Math.Min(size, Text.Length - i)));
            }

            redacting.Complete();
            result.ToString().ShouldBe("a *** s3cr3s ****** s3");
        }
    }

    [Fact]
    public void LongerOfTwoOverlappingCredentialsWins() =>
        new Redactor([new Secret("token", "A"), new Secret("token-with-suffix", "B")]).Redact("token token-with-suffix").ShouldBe("*** ***");

    [Fact]
    public void NothingToHideLeavesTextAlone()
    {
        new Redactor([]).Redact("text").ShouldBe("text");
        new Redactor([new Secret("ab", "T")]).IsEmpty.ShouldBeTrue();
    }
}
