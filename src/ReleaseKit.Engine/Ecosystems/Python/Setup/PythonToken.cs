using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>One token of a Python file.</summary>
/// <param name="Text">A name, or one character of anything else; empty for a string.</param>
/// <param name="Span">Its place, quotes and prefix included.</param>
/// <param name="Inner">What is between the quotes; null when it is no string.</param>
/// <param name="IsPlain">Whether it is a string that means what stands between the quotes, on one line.</param>
internal readonly record struct PythonToken(string Text, TextSpan Span, TextSpan? Inner, bool IsPlain)
{
    public bool Is(char character) => Text.Length == 1 && Text[0] == character;
}
