namespace ReleaseKit.Core.Text;

/// <summary>A half-open range of UTF-16 characters, <c>[Start, Start + Length)</c>, in one source text.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first offset after the range.</summary>
    public int End => Start + Length;

    /// <summary>A range from <paramref name="start"/> up to, and without, <paramref name="end"/>.</summary>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}
