using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace ReleaseKit.Engine.Yaml;

/// <summary>The scanner, with the marks of tokens that the parser's events do not keep: where a scalar is without its anchor and tag.</summary>
internal sealed class YamlTokens(Scanner scanner) : IScanner
{
    /// <summary>Start of the last scalar that the parser has looked at.</summary>
    public Mark LastScalarStart { get; private set; }

    /// <summary>End of the last anchor or tag that the parser has looked at.</summary>
    public Mark LastPropertyEnd { get; private set; }

    public Mark CurrentPosition => scanner.CurrentPosition;

    public Token? Current => scanner.Current;

    public bool MoveNext() => Record(scanner.MoveNext());

    public bool MoveNextWithoutConsuming() => Record(scanner.MoveNextWithoutConsuming());

    public void ConsumeCurrent() => scanner.ConsumeCurrent();

    private bool Record(bool moved)
    {
        switch (scanner.Current)
        {
            case Scalar scalar when moved:
                LastScalarStart = scalar.Start;
                break;
            case Anchor or Tag when moved:
                LastPropertyEnd = scanner.Current.End;
                break;
        }

        return moved;
    }
}
