using System.Security.Cryptography;

namespace ReleaseKit.Core.Documents;

/// <summary>Passes on what is written to it and sums it up on the way, except for what is left out of the sum.</summary>
internal sealed class HashedStream(Stream inner) : Stream
{
    private readonly IncrementalHash _sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes on what does not count.</summary>
    public void WriteUncounted(ReadOnlySpan<byte> bytes) => inner.Write(bytes);

    /// <summary>The SHA-256 of what was written, in lower-case hexadecimal.</summary>
    public string Sum() => Convert.ToHexStringLower(_sum.GetCurrentHash());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _sum.AppendData(buffer);
        inner.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _sum.Dispose();
        base.Dispose(disposing);
    }
}
