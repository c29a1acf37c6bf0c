using System.Text;

namespace ReleaseKit.EndToEnd.Tests.Differential;

/// <summary>Draws commit messages as people, forges and bots write them, malformed ones among them.</summary>
internal sealed class CommitMessages(int seed)
{
    private static readonly string[] Types = ["feat", "fix", "docs", "chore", "refactor", "perf", "test", "build", "ci", "style", "revert", "deps", "Feat", "FIX", "feature", "wip", "custom-type"];
    private static readonly string[] Scopes = ["", "", "", "(api)", "(core, ui)", "(@acme/core)", "(deps-dev)", "(a(b))", "()", "(no close"];
    private static readonly string[] Colons = [": ", ": ", ": ", ": ", ": ", ":", " : ", ":  "];
    private static readonly string[] Words = ["add", "the", "cache", "for", "slow", "queries", "MIN(COALESCE(a, b))", "`x: y`", "and", "v2.0.0", "\"quoted\"", "(see #7)", "naïve", "🎉", "<b>", "a:b", "100%"];
    private static readonly string[] Titles = ["Update README", "Merge branch 'main' into topic", "Merge pull request #12 from acme/topic", "WIP", "v1.2.0", "Bump lodash from 4.17.20 to 4.17.21", "#42 fix the thing", "Feature branch (#7)"];

    private static readonly string[] Footers =
    [
        "BREAKING CHANGE: the old {0} is gone", "BREAKING-CHANGE: the old {0} is gone", "breaking change: the old {0} is gone", "BREAKING CHANGE #the {0}",
        "Release-As: 2.3.4", "release-as: 3.0.0", "Closes #12", "Fixes: #9", "Refs #1, #2", "Signed-off-by: Ada <ada@example.org>",
        "Co-authored-by: Grace <grace@example.org>", "Reviewed-by: Z", "BREAKING CHANGE: the old {0} is gone\nand so is its sibling",
        "BREAKING CHANGE: the old {0} is gone\n\nMore about it in a paragraph.", "BREAKING CHANGE: the old {0} is gone\n- first\n- second",
    ];

    private readonly Random _random = new(seed);

    public IEnumerable<string> Draw(int count) => Enumerable.Range(0, count).Select(_ => Message());

    private string Message()
    {
        var text = new StringBuilder(Title());
        for (var parts = _random.Next(4); parts > 0; parts--)
        {
            text.Append(_random.Next(12) == 0 ? "\n" : "\n\n").Append(Part());
        }

        if (_random.Next(3) == 0)
        {
            text.Append("\n\n").Append(Footer());
            if (_random.Next(3) == 0)
            {
                text.Append('\n').Append(Footer());
            }
        }

        return _random.Next(10) == 0 ? text.Replace("\n", "\r\n").ToString() : text.ToString();
    }

    private string Title() => _random.Next(10) switch
    {
        0 => Pick(Titles),
        1 => $"Revert \"{Header()}\"",
        _ => Header() + (_random.Next(4) == 0 ? $" (#{_random.Next(1, 500)})" : ""),
    };

    private string Part() => _random.Next(9) switch
    {
        0 => "* " + Header() + "\n\n* " + Header(),
        1 => Header(),
        2 => "This reverts commit " + Hash() + ".",
        3 => "BEGIN_NESTED_COMMIT\n" + Header() + "\n\n" + Sentence() + "\nEND_NESTED_COMMIT",
        4 => "- " + Sentence() + "\n- " + Sentence(),
        5 => "```\n" + Header() + "\n```",
        _ => Sentence() + "\n" + Sentence(),
    };

    private string Header() => Pick(Types) + Pick(Scopes) + (_random.Next(8) == 0 ? "!" : "") + Pick(Colons) + Sentence();

    private string Footer() => string.Format(System.Globalization.CultureInfo.InvariantCulture, Pick(Footers), Pick(Words));

    private string Sentence() => string.Join(' ', Enumerable.Range(0, _random.Next(1, 7)).Select(_ => Pick(Words)));

    private string Hash() => Convert.ToHexStringLower(Enumerable.Range(0, 20).Select(_ => (byte)_random.Next(256)).ToArray());

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
